namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>How a schedule went.</summary>
internal sealed record ScheduleResult
{
    public required Schedule Schedule { get; init; }

    /// <summary>Hash over everything that the vendors were asked, and when.</summary>
    public required string Trace { get; init; }

    /// <summary>What did not hold; empty when all did.</summary>
    public required IReadOnlyList<string> Broken { get; init; }

    /// <summary>Boundaries at which the host died.</summary>
    public required IReadOnlyList<string> Crashes { get; init; }

    /// <summary>Boundaries that were passed.</summary>
    public required IReadOnlyCollection<string> Passed { get; init; }

    public required TimeSpan VirtualTime { get; init; }

    public required int Requests { get; init; }
}
