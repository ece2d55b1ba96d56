namespace RetailConnect.Testing;

/// <summary>The source of one type.</summary>
internal sealed class SourceSeam<T>(Connection connection) : SourceSeam
    where T : class
{
    private readonly IChangeSource<T>? pages = connection.Part<IChangeSource<T>>();
    private readonly IEntitySource<T>? entities = connection.Part<IEntitySource<T>>();

    public override bool Pages => pages is not null;

    public override async ValueTask<SeenPage> ReadAsync(Cursor? after, int size, CancellationToken cancellationToken)
    {
        var page = await pages!.ReadAsync(new(after, size, Overlap), cancellationToken);
        return new([.. page.Changes.Select(See)], page.Next, page.More);
    }

    public override async ValueTask<IReadOnlyList<Seen>> ReadAsync(IReadOnlyList<ExternalId> ids, CancellationToken cancellationToken) =>
        [.. (await entities!.ReadAsync(ids, cancellationToken)).Select(See)];

    private static Seen See(Change<T> change) => new(change.Entity, change.Version, change.Value is { } value ? Text(value) : null, change.Fault);
}
