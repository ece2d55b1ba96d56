namespace RetailConnect;

/// <summary>Brings what it wrote earlier in line with what has changed since: an edited order, an order that was called off.</summary>
/// <remarks>
/// For documents, which are otherwise left to a person when they change after they were written. It is called for an envelope whose <see cref="Envelope{T}.TargetId"/> is known, perhaps several times for one change, also
/// when the answer to an earlier call was lost: it must look at what is there first and do only what is missing. What somebody changed there by hand it must leave alone and refuse.
/// </remarks>
/// <typeparam name="T">Canonical type.</typeparam>
public interface IAmendingSink<T>
    where T : class
{
    /// <summary>Makes what was written as the change says.</summary>
    /// <exception cref="ConnectorException">The system refused or failed, or it takes a person.</exception>
    ValueTask<WriteReceipt> AmendAsync(Envelope<T> envelope, CancellationToken cancellationToken);
}
