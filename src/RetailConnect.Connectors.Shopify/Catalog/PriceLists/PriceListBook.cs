using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Catalog.PriceLists;

/// <summary>Finds the shop's price lists: by the settings, otherwise by the name, which is unique in a shop.</summary>
internal sealed class PriceListBook(ShopifyAdmin admin, ShopifyOptions options)
{
    private const int AtOnce = 100;
    private const int MostPages = 100;

    /// <summary>Returns the lists that some codes mean; a code that means none is left out.</summary>
    public async ValueTask<IReadOnlyDictionary<string, WirePriceList>> FindAsync(IReadOnlyCollection<string> codes, CancellationToken cancellationToken)
    {
        if (codes.Count == 0)
        {
            return new Dictionary<string, WirePriceList>();
        }

        var lists = await AllAsync(cancellationToken);
        return codes.Distinct()
            .Select(code => (Code: code, List: options.PriceLists.TryGetValue(code, out var id) ? lists.FirstOrDefault(list => list.Id == id) : lists.FirstOrDefault(list => list.Name.Trim() == code)))
            .Where(found => found.List is not null).ToDictionary(found => found.Code, found => found.List!);
    }

    private async ValueTask<IReadOnlyList<WirePriceList>> AllAsync(CancellationToken cancellationToken)
    {
        var found = new List<WirePriceList>();
        string? after = null;
        for (var number = 0; number < MostPages; number++)
        {
            var page = (await admin.SendAsync(PriceListDocuments.All, new PageVariables(AtOnce, after), AtOnce, ShopifyJson.Default.PageVariables, ShopifyJson.Default.PriceListPage, cancellationToken)).Page;
            found.AddRange(page.Nodes);
            if (page.PageInfo is not { HasNextPage: true, EndCursor: { } end })
            {
                return found;
            }

            after = end != after ? end : throw new ConnectorException(FaultKind.Rejected, "Shopify says that there are more price lists, but its cursor did not advance.") { Reason = "cursor-stuck" };
        }

        throw new ConnectorException(FaultKind.Rejected, "Shopify's pages of price lists did not end.") { Reason = "endless-pages" };
    }
}
