namespace RetailConnect.Sandbox.Shopify;

/// <content>What the shop's staff changes by hand, past every integration.</content>
public sealed partial class ShopifySimulator
{
    /// <summary>Barcodes of the variants that have one.</summary>
    public IReadOnlyList<(string Sku, string Barcode)> Barcodes => Locked(() => state.Variants.Values.Where(variant => variant.Barcode is { Length: > 0 }).Select(variant => (variant.Sku, variant.Barcode!)).ToList());

    /// <summary>Status of each variant's product: ACTIVE, ARCHIVED or DRAFT.</summary>
    public IReadOnlyList<(string Sku, string Status)> Statuses => Locked(() => state.Variants.Values.Select(variant => (variant.Sku, variant.Product.Status)).ToList());

    /// <summary>Prices that are shown crossed out, of the variants that have one; a 0 is one too.</summary>
    public IReadOnlyList<(string Sku, decimal CompareAt)> CrossedOut => Locked(() => state.Variants.Values.Where(variant => variant.CompareAt is not null).Select(variant => (variant.Sku, variant.CompareAt!.Value)).ToList());

    /// <summary>Shows a price of a variant crossed out; null takes it away.</summary>
    public void SetCompareAt(string sku, decimal? price) => Change(sku, variant => variant.CompareAt = price);

    /// <summary>Changes the price of a variant.</summary>
    public void SetPrice(string sku, decimal price) => Change(sku, variant => variant.Price = price);

    /// <summary>Changes the barcode of a variant; null takes it away.</summary>
    public void SetBarcode(string sku, string? barcode) => Change(sku, variant => variant.Barcode = barcode);

    /// <summary>Gives an order a tag.</summary>
    public void Tag(string orderId, string tag) => Touch(orderId, order => order.Tags.Add(tag));

    /// <summary>Takes a tag off an order.</summary>
    public void Untag(string orderId, string tag) => Touch(orderId, order => order.Tags.Remove(tag));

    /// <summary>The fraud check says something about an order: LOW, MEDIUM, HIGH, NONE or PENDING.</summary>
    public void Assess(string orderId, string level) => Touch(orderId, order => order.Risk = level);

    /// <summary>SKUs of products that are archived.</summary>
    public IReadOnlyList<string> Archived => Locked(() => state.Variants.Values.Where(variant => variant.Product.Status == "ARCHIVED").Select(variant => variant.Sku).ToList());

    /// <summary>Takes the product of a variant off sale.</summary>
    public void Archive(string sku) => Change(sku, variant => variant.Product.Status = "ARCHIVED");

    /// <summary>Deletes a variant with its stock.</summary>
    public void DeleteVariant(string sku) => Change(sku, variant =>
    {
        variant.Product.Variants.Remove(variant);
        state.Variants.Remove(variant.Id);
        state.Items.Remove(variant.Item);
        foreach (var level in state.Levels.Where(level => level.Value.Variant == variant).ToList())
        {
            state.Levels.Remove(level.Key);
        }

        if (variant.Product.Variants.Count == 0)
        {
            state.Products.Remove(variant.Product.Id);
        }
    });

    /// <summary>Adds a product with one variant that no other system knows.</summary>
    public void AddProduct(string sku, decimal price) => Locked(() =>
    {
        var now = time.GetUtcNow();
        var product = new ProductRow { Id = state.NewId("Product"), Handle = $"staff-{sku}", Title = sku, CreatedAt = now, UpdatedAt = now };
        var variant = new VariantRow { Id = state.NewId("ProductVariant"), Item = state.NewId("InventoryItem"), Product = product, Sku = sku, Title = "Default Title", Price = price, CreatedAt = now, UpdatedAt = now };
        product.Variants.Add(variant);
        state.Products[product.Id] = product;
        state.Variants[variant.Id] = variant;
        state.Items[variant.Item] = variant;
        hooks.Product(product);
    });

    /// <summary>Counts the stock of a variant at a location, by the location's name.</summary>
    public void SetAvailable(string sku, string location, int units) => Locked(() =>
    {
        var level = state.Levels.Values.First(row => row.Variant.Sku == sku && row.Location.Name == location);
        level.Available = units;
        level.UpdatedAt = time.GetUtcNow();
        hooks.Level(level);
    });

    private void Change(string sku, Action<VariantRow> change) => Locked(() =>
    {
        var variant = state.Variants.Values.First(row => row.Sku == sku);
        change(variant);
        variant.UpdatedAt = variant.Product.UpdatedAt = time.GetUtcNow();
        if (state.Products.ContainsKey(variant.Product.Id))
        {
            hooks.Product(variant.Product);
        }
    });

    private void Touch(string orderId, Action<OrderRow> change) => Locked(() =>
    {
        var order = state.Orders[orderId];
        change(order);
        order.UpdatedAt = time.GetUtcNow();
        hooks.Order(order, "ORDERS_UPDATED");
    });
}
