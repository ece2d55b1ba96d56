namespace RetailConnect;

/// <summary>What a commit really added: repeats are not counted.</summary>
/// <param name="Hints">New hints.</param>
/// <param name="Envelopes">New envelopes.</param>
public sealed record StoreReceipt(int Hints, int Envelopes);
