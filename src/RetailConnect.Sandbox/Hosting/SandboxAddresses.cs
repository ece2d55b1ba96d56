using RetailConnect.Sandbox.Retail;

namespace RetailConnect.Sandbox;

/// <summary>Where the simulators listen.</summary>
public sealed record SandboxAddresses
{
    /// <summary>The web shop.</summary>
    public required Uri Shopify { get; init; }

    /// <summary>The POS.</summary>
    public required Uri Square { get; init; }

    /// <summary>The ERP.</summary>
    public required Uri BusinessCentral { get; init; }

    /// <summary>The loyalty engine.</summary>
    public required Uri TalonOne { get; init; }

    /// <summary>The sandbox's own controls: day, proofs, recording.</summary>
    public required Uri Control { get; init; }

    /// <summary>The retailer's kits, which a host has to know from its own settings.</summary>
    public IReadOnlyList<RetailKit> Kits { get; init; } = [];
}
