namespace RetailConnect;

/// <summary>An opaque position in a stream of changes; only the source that made it understands it.</summary>
/// <param name="Value">The position.</param>
public sealed record Cursor(string Value);
