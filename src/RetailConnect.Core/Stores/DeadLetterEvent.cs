namespace RetailConnect;

/// <summary>One entry of an envelope's history.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Attempts">Attempts made by then, since the last replay; 0 for a decision.</param>
/// <param name="Reason">Kebab-case reason; null for none.</param>
/// <param name="Detail">What happened, or why a person decided so; null for nothing to say.</param>
/// <param name="By">Who decided; null for the engine.</param>
/// <param name="Before">Fingerprint of the content before an edit; null for anything else.</param>
/// <param name="After">Fingerprint of the content after an edit; null for anything else.</param>
public sealed record DeadLetterEvent(DateTimeOffset At, DeadLetterEventKind Kind, int Attempts, string? Reason, string? Detail, string? By, string? Before, string? After);
