namespace RetailConnect.Sync.Engine;

/// <summary>An envelope whose place a newer one took.</summary>
/// <param name="Old">The one that is not needed any more.</param>
/// <param name="Resting">The newer one, where it has to wait because the old one may still be under way; null where it need not.</param>
internal sealed record SupersededEnvelope(StoredEnvelope Old, StoredEnvelope? Resting = null);
