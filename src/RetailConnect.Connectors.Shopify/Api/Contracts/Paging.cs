namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record PageEnd(bool HasNextPage, string? EndCursor = null);

internal sealed record Connection<T>(IReadOnlyList<T> Nodes, PageEnd PageInfo)
{
    public static Connection<T> Of(IReadOnlyList<T> nodes) => new(nodes, new PageEnd(false));
}

/// <summary>The rest of a connection inside an entity; every document names it <c>rest</c>.</summary>
internal sealed record Rest<T>(RestNode<T>? Node = null);

internal sealed record RestNode<T>(Connection<T>? Rest = null);

internal sealed record WindowVariables(int First, string? After, string? Query);

internal sealed record PageVariables(int First, string? After);

internal sealed record RestVariables(string Id, string? After);

internal sealed record IdsVariables(IReadOnlyList<string> Ids);

internal sealed record NoVariables;
