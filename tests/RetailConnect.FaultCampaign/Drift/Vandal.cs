using RetailConnect.Sandbox;

namespace RetailConnect.FaultCampaign.Drift;

/// <summary>Changes catalogues by hand, each variant at most once.</summary>
internal static class Vandal
{
    private const string OtherBarcode = "4006381333931";

    public static IReadOnlyList<Planted> Change(RetailSandbox sandbox, int changes, Random random)
    {
        var skus = sandbox.Shopify.Variants.Select(variant => variant.Sku).Order(StringComparer.Ordinal).ToArray();
        random.Shuffle(skus);
        var coded = sandbox.Shopify.Barcodes.Select(variant => variant.Sku).ToHashSet();
        return [.. skus.Take(changes).Select((sku, number) => Change(sandbox, sku, number, coded.Contains(sku)))];
    }

    private static Planted Change(RetailSandbox sandbox, string sku, int number, bool isCoded)
    {
        switch (number % 6)
        {
            case 0:
                sandbox.Shopify.SetPrice(sku, 12_345.67m);
                return new("web", sku, DiscrepancyKind.Different);
            case 1 when isCoded:
                sandbox.Shopify.SetBarcode(sku, OtherBarcode);
                return new("web", sku, DiscrepancyKind.Different);
            case 1 or 2:
                sandbox.Shopify.DeleteVariant(sku);
                return new("web", sku, DiscrepancyKind.Missing);
            case 3:
                sandbox.Shopify.AddProduct($"STAFF-{number}", 1m);
                return new("web", $"STAFF-{number}", DiscrepancyKind.OnlyInTarget);
            case 4:
                sandbox.Square.SetPrice(sku, 12_345.67m);
                return new("pos", sku, DiscrepancyKind.Different);
            default:
                sandbox.Square.DeleteVariation(sku);
                return new("pos", sku, DiscrepancyKind.Missing);
        }
    }
}
