namespace RetailConnect.Sandbox.Retail;

/// <summary>One part of a kit.</summary>
/// <param name="Sku">SKU.</param>
/// <param name="Units">Units in one kit.</param>
public sealed record RetailKitPart(string Sku, int Units);
