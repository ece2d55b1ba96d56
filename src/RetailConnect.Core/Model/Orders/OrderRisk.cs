namespace RetailConnect;

/// <summary>How likely an order is a fraud, as the system that was read says.</summary>
public enum OrderRisk
{
    /// <summary>Nothing speaks against it.</summary>
    Low,

    /// <summary>Somebody should look at it.</summary>
    Medium,

    /// <summary>It should not be sent.</summary>
    High,
}
