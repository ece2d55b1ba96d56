namespace RetailConnect.Testing;

/// <summary>One page as a source gave it.</summary>
internal sealed record SeenPage(IReadOnlyList<Seen> Changes, Cursor Next, bool More);
