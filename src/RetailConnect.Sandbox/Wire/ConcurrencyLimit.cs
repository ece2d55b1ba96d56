namespace RetailConnect.Sandbox;

/// <summary>How many requests a vendor handles and queues at once.</summary>
/// <param name="Running">Requests handled at once.</param>
/// <param name="Queued">Requests that wait; one more is refused as throttled.</param>
public sealed record ConcurrencyLimit(int Running, int Queued);
