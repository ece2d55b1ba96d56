namespace RetailConnect;

/// <summary>What a repair of a comparison's drift would do: to be looked at, shortened, and carried out as it is.</summary>
public sealed record RepairPlan
{
    /// <summary>The way from the sources to the target.</summary>
    public required LaneKey Lane { get; init; }

    /// <summary>The comparison that it belongs to, by its end; a plan is refused once a later comparison has ended.</summary>
    public required DateTimeOffset ComparedAt { get; init; }

    /// <summary>Things that were compared; with the steps it says how much of the target would be written.</summary>
    public required long Expected { get; init; }

    /// <summary>The steps, in the order of the comparison. Take out what is not to be repaired.</summary>
    public required IReadOnlyList<RepairStep> Steps { get; init; }

    /// <summary>True when a person allowed it although it writes more than the sync's <see cref="SyncOptions.MostRepaired"/>.</summary>
    public bool AllowsMany { get; init; }
}
