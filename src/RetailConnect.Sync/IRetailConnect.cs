namespace RetailConnect;

/// <summary>The running engine, as a host sees it.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IRetailConnect
{
    /// <summary>Returns the conservation figures of a tenant, and how many hints wait for their read.</summary>
    ValueTask<TenantStatus> StatusAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Polls every stream of a tenant now; returns when all that had changed before the call is in the inbox.</summary>
    /// <exception cref="ConnectorException">A system refused or failed, or this host does not work for the tenant yet.</exception>
    Task CatchUpAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Makes dead letters pending again, as they are; returns how many were still parked.</summary>
    ValueTask<int> ReplayAsync(TenantId tenant, IReadOnlyList<long> envelopes, CancellationToken cancellationToken);

    /// <summary>Returns a part of an open connection that hosts call themselves, for example Talon.One's checkout; null when the connection has none of that kind. Ask each time: a tenant that is set up anew has other parts.</summary>
    /// <exception cref="ArgumentException">There is no such tenant, or it has no such connection.</exception>
    TPart? Part<TPart>(TenantId tenant, string connection)
        where TPart : class;

    /// <summary>Lists the pipeline of each lane of a tenant: its steps, outermost first.</summary>
    IReadOnlyDictionary<LaneKey, IReadOnlyList<string>> Describe(TenantId tenant);
}
