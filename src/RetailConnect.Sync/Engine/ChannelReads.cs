namespace RetailConnect.Sync.Engine;

/// <summary>Reads entities of a channel by id while something is delivered to another system. Nothing of what they say is kept here.</summary>
internal static class ChannelReads
{
    public static bool ReadsById<T>(this ConnectionRuntime channel)
        where T : class => channel.Connection.Part<IEntitySource<T>>() is not null;

    /// <summary>Returns the entities as they are now; those that are gone are left out.</summary>
    /// <exception cref="ConnectorException">The channel can't be read. The target is not to blame, so what is delivered waits.</exception>
    public static async ValueTask<IReadOnlyList<Change<T>>> ReadByIdAsync<T>(this ConnectionRuntime channel, IReadOnlyList<ExternalId> ids, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var source = channel.Connection.Part<IEntitySource<T>>() ?? throw new InvalidOperationException($"'{channel.Name}' reads no {EntityType.Of<T>()} by id.");
            var atOnce = Math.Max(1, channel.Source(EntityType.Of<T>())?.EntitiesAtOnce ?? 1);
            var changes = new List<Change<T>>();
            foreach (var chunk in ids.Chunk(atOnce))
            {
                changes.AddRange(await source.ReadAsync(chunk, cancellationToken));
            }

            return changes;
        }
        catch (ConnectorException fault)
        {
            throw new ConnectorException(FaultKind.Transient, $"What '{channel.Name}' says by now can't be read: {fault.Message}", fault) { RetryAfter = fault.RetryAfter, MayHaveTakenEffect = false };
        }
    }
}
