namespace RetailConnect;

/// <summary>A package that speaks to one system.</summary>
/// <typeparam name="TOptions">Settings of one connection.</typeparam>
public interface IConnector<TOptions>
    where TOptions : class, new()
{
    /// <summary>Kebab-case name of the system.</summary>
    static abstract string SystemName { get; }

    /// <summary>Declares what a connection can read, write, look up and hear.</summary>
    static abstract void Build(ConnectorBuilder<TOptions> connector);
}
