using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>The shop's currency, in which prices and costs stand without naming it, and whether its prices contain the tax. The currency can't change once the shop has sold something; the other can, so it is read again now and then.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ShopCurrency(ShopifyAdmin admin, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);
    private volatile Reading? last;

    public async ValueTask<Currency> GetAsync(CancellationToken cancellationToken) => (await TermsAsync(cancellationToken)).Currency;

    public async ValueTask<ShopTerms> TermsAsync(CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        if (last is { } known && time.GetElapsedTime(known.Asked, asked) < Fresh)
        {
            return known.Terms;
        }

        var shop = (await admin.SendAsync(ShopDocuments.Shop, new NoVariables(), 1, ShopifyJson.Default.NoVariables, ShopifyJson.Default.ShopAnswer, cancellationToken)).Shop;
        var terms = new ShopTerms(Amounts.CurrencyOf(shop.CurrencyCode), shop.TaxesIncluded);
        last = new(terms, asked);
        return terms;
    }

    private sealed record Reading(ShopTerms Terms, long Asked);
}
