namespace RetailConnect;

/// <summary>A cursor that is safe to begin from: every change before it is in the inbox.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Cursor">The cursor.</param>
/// <param name="SavedAt">When it was saved.</param>
public sealed record Checkpoint(StreamKey Stream, Cursor Cursor, DateTimeOffset SavedAt);
