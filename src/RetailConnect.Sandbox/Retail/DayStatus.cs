namespace RetailConnect.Sandbox.Retail;

/// <summary>How far the trading day is.</summary>
/// <param name="Started">True once the shops opened.</param>
/// <param name="Ended">True once nothing more of the day will happen.</param>
/// <param name="Done">Things that happened.</param>
/// <param name="Planned">Things that will have happened.</param>
/// <param name="WebhooksWaiting">Webhooks that the vendors have not got rid of.</param>
/// <param name="Failure">What broke the day off; null when nothing did.</param>
public sealed record DayStatus(bool Started, bool Ended, int Done, int Planned, int WebhooksWaiting, string? Failure);
