namespace RetailConnect.Sandbox.Retail;

/// <summary>Something that the retailer sells as one and that is made of other goods. It is an item of the ERP without stock of its own; no vendor's API tells what it is made of.</summary>
/// <param name="Sku">SKU.</param>
/// <param name="Parts">SKUs and units of one; a part may be a kit itself.</param>
public sealed record RetailKit(string Sku, IReadOnlyList<RetailKitPart> Parts);
