namespace RetailConnect;

/// <summary>SKUs whose planned prices changed.</summary>
/// <param name="Skus">The SKUs.</param>
/// <param name="Next">Where the next question begins.</param>
/// <param name="More">True when more waits there already.</param>
public sealed record PriceNews(IReadOnlyList<Sku> Skus, Cursor Next, bool More);
