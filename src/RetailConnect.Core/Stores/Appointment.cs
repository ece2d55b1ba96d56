namespace RetailConnect;

/// <summary>When an entity of a stream is to be looked at again without anybody asking, and how it stood at the last look. One for each entity.</summary>
public sealed record Appointment
{
    /// <summary>The stream.</summary>
    public required StreamKey Stream { get; init; }

    /// <summary>The entity.</summary>
    public required ExternalId Entity { get; init; }

    /// <summary>When it is to be looked at; null when no look is planned.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Tells how it stood from other states.</summary>
    public required string Mark { get; init; }

    /// <summary>How many states it had by now; a state that comes back has a number of its own.</summary>
    public required long Number { get; init; }

    /// <summary>When this was written.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
