using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>The shop's currency, in which prices and costs stand without naming it; it can't change once the shop has sold something, so it is read once.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ShopCurrency(ShopifyAdmin admin)
{
    private volatile string? known;

    public async ValueTask<Currency> GetAsync(CancellationToken cancellationToken)
    {
        known ??= (await admin.SendAsync(ShopDocuments.Shop, new NoVariables(), 1, ShopifyJson.Default.NoVariables, ShopifyJson.Default.ShopAnswer, cancellationToken)).Shop.CurrencyCode;
        return Amounts.CurrencyOf(known);
    }
}
