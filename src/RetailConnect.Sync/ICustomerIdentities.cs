namespace RetailConnect;

/// <summary>Says which customers are one person, where no address and no number does.</summary>
/// <remarks>
/// Thread-safe. A merge is saved in one transaction and survives everything that the store does. Only the host that works for the tenant merges. From then on whatever a profile of either says or buys belongs to the person that stays; what was posted before stays where it is, and
/// so do the customers and profiles that a target has of both.
/// </remarks>
public interface ICustomerIdentities
{
    /// <summary>Finds a person.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">The canonical id, or the id of a profile in any system; of a person who was merged, that of the one who stays is found.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The person; null when nobody is known by that id.</returns>
    /// <exception cref="ArgumentException">The id stands for several persons.</exception>
    ValueTask<CustomerIdentity?> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken);

    /// <summary>Says whose word stands for what of a person, by the rules of survivorship and what the sources say at this moment. No values are told.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">The canonical id, or the id of a profile in any system.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>One for each field that has a rule, by sync; empty when no field has one.</returns>
    /// <exception cref="ArgumentException">The id stands for nobody, or for several.</exception>
    /// <exception cref="ConnectorException">This host does not work for the tenant, or a source can't be read.</exception>
    ValueTask<IReadOnlyList<CustomerFieldSource>> TraceAsync(TenantId tenant, string id, CancellationToken cancellationToken);

    /// <summary>Makes two persons one. Merging those that are one already changes nothing.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="from">An id of the person who becomes the other one.</param>
    /// <param name="into">An id of the person who stays.</param>
    /// <param name="by">Who decided so: a name or an id that may stand in a log, so no e-mail address.</param>
    /// <param name="cancellationToken">Stops before anything is saved, never in the middle.</param>
    /// <returns>The person who stays.</returns>
    /// <exception cref="ArgumentException">An id stands for nobody, or for several.</exception>
    /// <exception cref="InvalidOperationException">No customers sync reads a profile of <paramref name="from"/>, so that there is nothing to merge.</exception>
    /// <exception cref="ConnectorException">This host does not work for the tenant.</exception>
    ValueTask<CustomerIdentity> MergeAsync(TenantId tenant, string from, string into, string by, CancellationToken cancellationToken);

    /// <summary>Says that two persons are two, whatever they have in common: no likeness links them, or asks about them, from then on. A merge by a person is still possible. Saying it again changes nothing.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="one">An id of one of them.</param>
    /// <param name="other">An id of the other one.</param>
    /// <param name="by">Who decided so: a name or an id that may stand in a log, so no e-mail address.</param>
    /// <param name="cancellationToken">Stops before anything is saved, never in the middle.</param>
    /// <exception cref="ArgumentException">An id stands for nobody, or for several.</exception>
    /// <exception cref="InvalidOperationException">Both ids are one person's.</exception>
    /// <exception cref="ConnectorException">This host does not work for the tenant.</exception>
    ValueTask KeepApartAsync(TenantId tenant, string one, string other, string by, CancellationToken cancellationToken);

    /// <summary>Takes a merge back, one by likeness too: the profiles that it moved belong to the person whose they were, and are read anew; the two are kept apart from then on. Merges one upon the other are taken back one by one, the last one first. What was posted meanwhile stays where it is.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="person">The person who was merged, as <see cref="CustomerIdentity.Merged"/> names it.</param>
    /// <param name="by">Who decided so: a name or an id that may stand in a log, so no e-mail address.</param>
    /// <param name="cancellationToken">Stops before anything is saved, never in the middle.</param>
    /// <returns>The person who is by itself again.</returns>
    /// <exception cref="InvalidOperationException">The person was not merged, or the one who stayed was merged since: take that back first.</exception>
    /// <exception cref="ConnectorException">This host does not work for the tenant.</exception>
    ValueTask<CustomerIdentity> UnmergeAsync(TenantId tenant, CanonicalId person, string by, CancellationToken cancellationToken);
}
