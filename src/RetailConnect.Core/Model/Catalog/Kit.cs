namespace RetailConnect;

/// <summary>Something that is sold as one and made of other goods; it has no stock of its own.</summary>
/// <param name="Sku">What is sold; an item of the ERP with a title and a price, listed as any other.</param>
/// <param name="Components">What one of it is made of; at least one. A component may be a kit itself, five deep at most.</param>
public sealed record Kit(Sku Sku, IReadOnlyList<KitComponent> Components);
