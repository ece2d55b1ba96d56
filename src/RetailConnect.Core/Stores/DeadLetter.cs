namespace RetailConnect;

/// <summary>An envelope parked for a person.</summary>
/// <param name="Envelope">Its position in the inbox.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="Origin">Connection that was read.</param>
/// <param name="Entity">The entity's id in the origin.</param>
/// <param name="Reason">Kebab-case reason.</param>
/// <param name="Detail">What happened.</param>
/// <param name="Advice">What a person can do.</param>
/// <param name="Attempts">Attempts made.</param>
/// <param name="At">When it was parked.</param>
public sealed record DeadLetter(long Envelope, LaneKey Lane, string Origin, ExternalId Entity, string Reason, string Detail, string Advice, int Attempts, DateTimeOffset At);
