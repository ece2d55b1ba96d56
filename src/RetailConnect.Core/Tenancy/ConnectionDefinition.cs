namespace RetailConnect;

/// <summary>One tenant's configured instance of a system: plain data, so that connections come and go at run time.</summary>
/// <param name="Name">Name, unique within the tenant.</param>
/// <param name="System">Name of the system, as its connector declares it.</param>
/// <param name="Options">Settings, of the connector's options type.</param>
public sealed record ConnectionDefinition(string Name, string System, object Options)
{
    /// <summary>Leaves the settings out, so that a log can't hold a secret.</summary>
    public override string ToString() => $"{Name} ({System})";
}
