namespace CustomConnector.Depot.Api.Contracts;

/// <summary>A page of the feed of changed items.</summary>
/// <param name="Items">In the order of their last change.</param>
/// <param name="Next">Where the next page begins; also told on the last page.</param>
/// <param name="More">True when the next page can be read at once.</param>
internal sealed record ItemPage(IReadOnlyList<Item> Items, string Next, bool More);

/// <summary>Items that were asked for by id; unknown ones are left out.</summary>
internal sealed record ItemList(IReadOnlyList<Item> Items);
