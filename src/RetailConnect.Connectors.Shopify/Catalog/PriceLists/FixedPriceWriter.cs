using System.Globalization;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Catalog.PriceLists;

/// <summary>Writes fixed prices list by list. Whether a call with one wrong line writes the others is not published, so the wrong line is taken out and the others are sent again, which does no harm where they were written.</summary>
internal sealed class FixedPriceWriter(ShopifyAdmin admin)
{
    private const string NoList = "PRICE_LIST_NOT_FOUND";

    /// <summary>Writes all prices; those that are refused get their fault.</summary>
    public async ValueTask WriteAsync(IReadOnlyList<FixedPrice> prices, WriteResult?[] results, CancellationToken cancellationToken)
    {
        foreach (var group in prices.GroupBy(price => (price.List, Adds: price.Input is not null)))
        {
            var pending = new Stack<IReadOnlyList<FixedPrice>>(group.Chunk(ListPriceSink.AtOnce));
            while (pending.TryPop(out var call))
            {
                try
                {
                    foreach (var next in await SendAsync(call, results, cancellationToken))
                    {
                        pending.Push(next);
                    }
                }
                catch (ConnectorException fault)
                {
                    Settle(call, results, WriteResult.Failed(fault));
                }
            }
        }
    }

    /// <summary>Sends one call, and returns what is to be sent again: each round settles a price or parts them, so it ends.</summary>
    private async ValueTask<IReadOnlyList<IReadOnlyList<FixedPrice>>> SendAsync(IReadOnlyList<FixedPrice> call, WriteResult?[] results, CancellationToken cancellationToken)
    {
        var (errors, requestId) = call[0].Input is null ? await DeleteAsync(call, cancellationToken) : await AddAsync(call, cancellationToken);
        if (errors.Count == 0)
        {
            foreach (var price in call)
            {
                results[price.Index] = WriteResult.Written(new(price.Id));
            }

            return [];
        }

        var refused = errors.Where(error => IndexOf(error, call.Count) is not null).ToLookup(error => IndexOf(error, call.Count)!.Value);
        var all = refused.Count == 0 || errors.Any(error => error.Code is NoList);
        if (all && call.Count > 1 && errors.All(error => error.Code is not NoList))
        {
            return [.. call.Select(price => (IReadOnlyList<FixedPrice>)[price])];
        }

        for (var index = 0; index < call.Count; index++)
        {
            if (all || refused.Contains(index))
            {
                results[call[index].Index] = Refused(call[index], all ? errors : [.. refused[index]], requestId);
            }
        }

        var rest = call.Where((_, index) => !all && !refused.Contains(index)).ToList();
        return rest.Count == 0 ? [] : [rest];
    }

    private async ValueTask<(IReadOnlyList<UserError> Errors, string? RequestId)> AddAsync(IReadOnlyList<FixedPrice> call, CancellationToken cancellationToken)
    {
        var variables = new FixedPricesVariables(call[0].List, [.. call.Select(price => price.Input!)]);
        var answer = await admin.SendAsync(PriceListDocuments.Add, variables, call.Count, ShopifyJson.Default.FixedPricesVariables, ShopifyJson.Default.FixedPricesAddAnswer, cancellationToken);
        return ((answer.PriceListFixedPricesAdd ?? throw Nothing("priceListFixedPricesAdd", answer.RequestId)).UserErrors, answer.RequestId);
    }

    private async ValueTask<(IReadOnlyList<UserError> Errors, string? RequestId)> DeleteAsync(IReadOnlyList<FixedPrice> call, CancellationToken cancellationToken)
    {
        var variables = new GoneFixedPricesVariables(call[0].List, [.. call.Select(price => price.Variant)]);
        var answer = await admin.SendAsync(PriceListDocuments.Delete, variables, call.Count, ShopifyJson.Default.GoneFixedPricesVariables, ShopifyJson.Default.FixedPricesDeleteAnswer, cancellationToken);
        return ((answer.PriceListFixedPricesDelete ?? throw Nothing("priceListFixedPricesDelete", answer.RequestId)).UserErrors, answer.RequestId);
    }

    /// <summary>What is to be taken away and is not there is taken away.</summary>
    private static WriteResult Refused(FixedPrice price, IReadOnlyList<UserError> errors, string? requestId)
    {
        if (price.Input is null && errors.All(error => error.Code is NoList or "VARIANT_NOT_FOUND" or "PRICE_NOT_FIXED"))
        {
            return WriteResult.Written(new(price.Id) { Unchanged = true });
        }

        var fault = UserErrors.Fault(price.Input is null ? "priceListFixedPricesDelete" : "priceListFixedPricesAdd", errors, requestId);
        return WriteResult.Failed(errors[0].Code switch
        {
            NoList => new(FaultKind.Rejected, fault.Message) { Reason = Reasons.UnknownPriceList, VendorRequestId = requestId },
            "VARIANT_NOT_FOUND" => new(FaultKind.Rejected, fault.Message) { Reason = Reasons.UnknownSku, VendorRequestId = requestId },
            "PRICE_LIST_CURRENCY_MISMATCH" => new(FaultKind.Rejected, fault.Message) { Reason = Reasons.UnsupportedCurrency, VendorRequestId = requestId },
            _ => fault,
        });
    }

    /// <summary>The line that an error is about, from its path: <c>prices.3.variantId</c>.</summary>
    private static int? IndexOf(UserError error, int count) =>
        error.Field is [_, var text, ..] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < count ? index : null;

    private static void Settle(IReadOnlyList<FixedPrice> call, WriteResult?[] results, WriteResult result)
    {
        foreach (var price in call)
        {
            results[price.Index] = result;
        }
    }

    private static ConnectorException Nothing(string mutation, string? requestId) => new(FaultKind.Transient, $"{mutation}: Shopify answered without a result.") { VendorRequestId = requestId };
}
