namespace QuickStart;

/// <summary>What the command line said.</summary>
internal sealed record QuickStartOptions
{
    public required int Seed { get; init; }

    public required double Scale { get; init; }

    public required string Faults { get; init; }

    public FileInfo? State { get; init; }

    public FileInfo? Json { get; init; }

    public FileInfo? Recording { get; init; }

    public bool KeepRunning { get; init; }

    public bool SimulatorsOnly { get; init; }

    public Uri? Connect { get; init; }

    public required int Port { get; init; }

    public required TimeSpan Limit { get; init; }
}
