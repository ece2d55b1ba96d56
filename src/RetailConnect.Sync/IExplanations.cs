namespace RetailConnect;

/// <summary>Tells the whole story of an entity over all systems: what came in, what was decided and why, what was sent where, and what it answered.</summary>
/// <remarks>Thread-safe. A story holds ids, times and reasons; no personal data, no token, no body.</remarks>
public interface IExplanations
{
    /// <summary>Returns the stories of the entities that an id stands for; empty when nothing is known of it.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">A canonical id, an id in any system, or the number on a receipt or document.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    /// <exception cref="StoreException">The store can't be read.</exception>
    ValueTask<IReadOnlyList<Explanation>> ExplainAsync(TenantId tenant, string id, CancellationToken cancellationToken);
}
