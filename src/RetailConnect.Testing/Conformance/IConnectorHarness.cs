namespace RetailConnect.Testing;

/// <summary>Brings a connector to its checks.</summary>
/// <remarks>It is asked at discovery, when a connection is opened only to hear what it can do: nothing may be started before <see cref="PrepareAsync"/>.</remarks>
public interface IConnectorHarness
{
    /// <summary>Texts that must never be logged or shown: keys, passwords, tokens.</summary>
    IReadOnlyList<string> Secrets { get; }

    /// <summary>Header in which the vendor numbers its answers; null when it does not.</summary>
    string? RequestIdHeader => null;

    /// <summary>Tells in words for a report why an ability is lacked; null when it is there.</summary>
    /// <param name="ability">The ability.</param>
    /// <param name="type">Type of entity that is asked about; null where the ability has none.</param>
    string? Lacks(ConnectorAbility ability, EntityType? type);

    /// <summary>Opens a connection on a host of the kit: <see cref="ConformanceHost.Open{TConnector, TOptions}"/> with settings that fit the vendor.</summary>
    Connection Open(ConformanceHost host);

    /// <summary>Makes the vendor of one check: a simulator, a mock or a stub.</summary>
    /// <param name="host">The host of the connection that will be opened; its clock is to be the vendor's too.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    ValueTask<IConnectorVendor> PrepareAsync(ConformanceHost host, CancellationToken cancellationToken);
}
