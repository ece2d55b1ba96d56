namespace RetailConnect.Sync.Alerts;

/// <summary>The one alert about the store, whoever notices.</summary>
internal static class StoreAlert
{
    private const string Subject = "store";

    public static void Raise(AlertBoard alerts, StoreException exception) => alerts.Raise(
        AlertKind.StoreUnavailable, null, Subject, exception.Message,
        "Make the store available again; RetailConnect tries until it is. Until then webhooks are answered 503 and nothing is synced; nothing is lost.");

    public static void Clear(AlertBoard alerts) => alerts.Clear(AlertKind.StoreUnavailable, null, Subject, "The store is available again.");
}
