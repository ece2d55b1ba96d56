namespace RetailConnect.Sandbox;

/// <summary>How a vendor delivers webhooks.</summary>
/// <param name="AnswerWithin">Time the receiver has to answer.</param>
/// <param name="Retries">Waits before each retry; no further entry means that the vendor gives up.</param>
public sealed record WebhookPolicy(TimeSpan AnswerWithin, IReadOnlyList<TimeSpan> Retries);
