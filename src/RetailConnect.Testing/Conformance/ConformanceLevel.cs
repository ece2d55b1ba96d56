namespace RetailConnect.Testing;

/// <summary>How much a connector has to keep.</summary>
public enum ConformanceLevel
{
    /// <summary>Everything; what is lacked has to be declared with its reason.</summary>
    Strict,

    /// <summary>What keeps a retailer's books right: the checks that <see cref="ConnectorConformance.RelaxedAtBasic"/> names don't apply, and a lack needs no reason.</summary>
    Basic,
}
