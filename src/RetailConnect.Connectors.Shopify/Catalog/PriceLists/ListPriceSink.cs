using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Catalog.PriceLists;

/// <summary>Writes fixed prices of price lists. A price that the source calls gone is taken off its list; none is ever taken off because nobody named it.</summary>
internal sealed class ListPriceSink(PriceListBook book, VariantPages variants, FixedPriceWriter writer) : IBatchSink<ListPrice>
{
    /// <summary>Most prices of one call.</summary>
    public const int AtOnce = 250;

    public async ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<Envelope<ListPrice>> envelopes, CancellationToken cancellationToken)
    {
        var results = new WriteResult?[envelopes.Count];
        var wanted = envelopes.Select(envelope => envelope.Change.Value).OfType<ListPrice>().ToList();
        var lists = await book.FindAsync([.. wanted.Select(price => price.List)], cancellationToken);
        var known = await FindAsync(wanted.Where(price => lists.ContainsKey(price.List)).Select(price => price.Sku.Value), cancellationToken);
        var prices = new List<FixedPrice>(envelopes.Count);
        for (var index = 0; index < envelopes.Count; index++)
        {
            try
            {
                prices.Add(envelopes[index].Change.Value is { } price ? Planned(index, price, lists.GetValueOrDefault(price.List), known) : Gone(index, envelopes[index]));
            }
            catch (ConnectorException fault)
            {
                results[index] = WriteResult.Failed(fault);
            }
        }

        await writer.WriteAsync(prices, results, cancellationToken);
        return results!;
    }

    private async ValueTask<ILookup<string, string>> FindAsync(IEnumerable<string> skus, CancellationToken cancellationToken)
    {
        var found = new List<ShownVariant>();
        foreach (var chunk in skus.Where(sku => !string.IsNullOrWhiteSpace(sku)).Distinct(StringComparer.Ordinal).Chunk(CatalogSnapshot.AtOnce))
        {
            found.AddRange(await variants.BySkuAsync(chunk, cancellationToken));
        }

        return found.DistinctBy(variant => variant.Id).Where(variant => variant.Sku is not null).ToLookup(variant => variant.Sku!.Trim(), variant => variant.Id, StringComparer.Ordinal);
    }

    private static FixedPrice Planned(int index, ListPrice wanted, WirePriceList? list, ILookup<string, string> known)
    {
        var price = wanted.Price.Tidy();
        if (list is null)
        {
            throw new ConnectorException(FaultKind.Rejected, $"The shop has no price list '{wanted.List}'.") { Reason = Reasons.UnknownPriceList };
        }

        if (string.IsNullOrWhiteSpace(wanted.Sku.Value))
        {
            throw new ConnectorException(FaultKind.Rejected, "A price of a list names no SKU.") { Reason = Reasons.UnknownSku };
        }

        if (price.Amount.Currency.Code != list.Currency || (price.CompareAt is { } before && before.Currency.Code != list.Currency))
        {
            throw new ConnectorException(FaultKind.Rejected, $"The price stands in {price.Amount.Currency}, the price list '{list.Name}' in {list.Currency}.") { Reason = Reasons.UnsupportedCurrency };
        }

        if (price.Amount.Amount < 0m)
        {
            throw new ConnectorException(FaultKind.Rejected, $"The price is {price.Amount}.") { Reason = Reasons.Rejected };
        }

        var ids = known[wanted.Sku.Value].ToList();
        return ids switch
        {
            [var id] => new(index, list.Id, id, new(id, Amount(price.Amount), price.CompareAt is { } crossedOut ? Amount(crossedOut) : null)),
            [] => throw new ConnectorException(FaultKind.Unmet, $"The variant {wanted.Sku} was not found in the shop.") { Reason = Reasons.UnknownSku },
            _ => throw new ConnectorException(FaultKind.Rejected, $"{ids.Count} variants of the shop have the SKU {wanted.Sku}, so that nobody knows which of them is meant.") { Reason = Reasons.AmbiguousMatch },
        };
    }

    /// <summary>Only what we wrote ourselves is taken away, from where we wrote it.</summary>
    private static FixedPrice Gone(int index, Envelope<ListPrice> envelope) => envelope.TargetId is { } id && FixedPrice.Gone(index, id) is { } gone
        ? gone
        : throw new ConnectorException(FaultKind.Unsupported, "This price was never written to the shop.") { Reason = "never-written" };

    private static AmountInput Amount(Money money) => new(Amounts.Text(money.Amount), money.Currency.Code);
}
