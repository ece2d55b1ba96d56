namespace RetailConnect;

/// <summary>A hint to save; one whose key the stream already has is dropped as a repeat.</summary>
/// <param name="Stream">Stream that it wakes.</param>
/// <param name="Entity">Entity to read; null brings the next poll forward.</param>
/// <param name="Key">Recognises a repeat.</param>
/// <param name="ReceivedAt">When it arrived.</param>
public sealed record NewHint(StreamKey Stream, ExternalId? Entity, string Key, DateTimeOffset ReceivedAt);
