namespace RetailConnect.Testing;

/// <summary>A read from one cursor to the end.</summary>
internal sealed record Walk(IReadOnlyList<Seen> Found, Cursor Next, int Pages)
{
    public IReadOnlyList<ExternalId> Entities => [.. Found.Select(change => change.Entity).Distinct()];
}
