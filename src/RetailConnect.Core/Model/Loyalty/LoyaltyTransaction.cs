namespace RetailConnect;

/// <summary>One movement of points.</summary>
/// <param name="Id">Id in the loyalty engine.</param>
/// <param name="At">When it happened.</param>
/// <param name="Points">Points earned (positive), spent or reversed (negative).</param>
/// <param name="Document">Id of the session or document that caused it; null when unknown.</param>
public sealed record LoyaltyTransaction(ExternalId Id, DateTimeOffset At, decimal Points, string? Document);
