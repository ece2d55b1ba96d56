using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Customers;

/// <summary>Reads profiles in the system that has them: what they say is not kept here.</summary>
internal static class ProfileReads
{
    /// <summary>Returns the profiles that the source has. One that can't be read makes the customer wait: the target is not to blame.</summary>
    public static async ValueTask<IReadOnlyList<Change<Customer>>> ReadAsync(this ConnectionRuntime source, IReadOnlyList<ExternalId> profiles, CancellationToken cancellationToken)
    {
        var changes = new List<Change<Customer>>();
        try
        {
            foreach (var chunk in profiles.Chunk(Math.Max(1, source.Source(EntityType.Customer)?.EntitiesAtOnce ?? 1)))
            {
                changes.AddRange(await source.Connection.Part<IEntitySource<Customer>>()!.ReadAsync(chunk, cancellationToken));
            }
        }
        catch (ConnectorException fault)
        {
            throw new ConnectorException(FaultKind.Transient, $"What '{source.Name}' says of customers who are, or may be, the same person can't be read: {fault.Message}", fault) { RetryAfter = fault.RetryAfter, MayHaveTakenEffect = false };
        }

        return changes;
    }
}
