namespace RetailConnect.Sync.Engine;

/// <summary>What the host said about itself.</summary>
internal sealed record EngineSettings(Uri? PublicAddress, RecoveryOptions Recovery);
