namespace RetailConnect.FaultCampaign.Load;

/// <summary>Size of a catalogue.</summary>
internal sealed class CatalogueOptions
{
    public int Products { get; set; }
}

/// <summary>A system with a large catalogue that is made as it is read, so that what a host holds is its own.</summary>
internal sealed class CatalogueConnector : IConnector<CatalogueOptions>
{
    /// <summary>Variants of each product.</summary>
    public const int Variants = 10;

    public static string SystemName => "catalogue";

    public static void Build(ConnectorBuilder<CatalogueOptions> connector) => connector.AddSource<Product, Source>();

    /// <summary>What a variant has to cost in the end.</summary>
    public static decimal PriceOf(int product, int variant) => 1m + ((product * Variants) + variant) % 9973 / 100m;

    public static string SkuOf(int product, int variant) => $"P{product:00000}-{variant}";

    private sealed class Source(CatalogueOptions catalogue) : IChangeSource<Product>
    {
        public ValueTask<ChangePage<Product>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
        {
            var from = int.Parse(request.After?.Value ?? "0", System.Globalization.CultureInfo.InvariantCulture);
            var to = Math.Min(from + request.PageSize, catalogue.Products);
            return new(new ChangePage<Product>([.. Enumerable.Range(from, to - from).Select(Change)], new($"{to}"), More: to < catalogue.Products));
        }

        private static Change<Product> Change(int number) => RetailConnect.Change.Upserted($"P{number:00000}", "1", new Product
        {
            Id = $"P{number:00000}", Title = $"Product {number}", Description = "Made for a load.",
            Variants = [.. Enumerable.Range(0, Variants).Select(variant => new ProductVariant { Sku = new(SkuOf(number, variant)), Title = $"Size {variant}", Price = new() { Amount = new(PriceOf(number, variant), "EUR") } })],
        });
    }
}
