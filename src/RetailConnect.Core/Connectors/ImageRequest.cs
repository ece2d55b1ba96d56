namespace RetailConnect;

/// <summary>Asks for the content of a picture.</summary>
/// <param name="Product">Id of the product in the system that has the picture.</param>
/// <param name="Image">The picture.</param>
public sealed record ImageRequest(ExternalId Product, ProductImage Image);
