namespace RetailConnect.Sync.Replay;

/// <summary>What a lane knows about its dead letters: their canonical type and what ends with them.</summary>
internal interface ILetterRule
{
    /// <summary>Reads what a person wrote as the canonical type; explains why when it can't be taken.</summary>
    (EditedContent? Content, string Refusal) Read(NewEnvelope parked, string json);

    /// <summary>Returns what is saved when a person ends a dead letter.</summary>
    ValueTask<StoreCommit> EndAsync(StoredEnvelope parked, ExternalId? targetId, DateTimeOffset now, CancellationToken cancellationToken);
}
