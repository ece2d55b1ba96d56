using System.Globalization;
using GraphQL;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>Price lists, and the mutations of their fixed prices: everything is checked before anything is written.</summary>
internal sealed class ShopPriceLists(ShopState state, ShopViews views)
{
    private const int Most = 250;

    public Obj Add(IResolveFieldContext context)
    {
        var prices = Bounded(context.GetArgument<List<Dictionary<string, object?>>>("prices"));
        if (Find(context) is not { } list)
        {
            return Payload("Add", "prices", null, [NoList]);
        }

        var errors = prices.SelectMany((price, index) => Problems(list, price, index)).ToList();
        if (errors.Count > 0)
        {
            return Payload("Add", "prices", null, errors);
        }

        prices.ForEach(price => list.Fixed[(string)price["variantId"]!] = (Amount(price["price"])!.Value, Amount(price.GetValueOrDefault("compareAtPrice"))));
        return Payload("Add", "prices", prices.Select(price => Price(list, (string)price["variantId"]!)).ToList(), []);
    }

    public Obj Delete(IResolveFieldContext context)
    {
        var variants = Bounded(context.GetArgument<List<string>>("variantIds"));
        if (Find(context) is not { } list)
        {
            return Payload("Delete", "deletedFixedPriceVariantIds", null, [NoList]);
        }

        var errors = variants.Select((id, index) => list.Fixed.ContainsKey(id) ? null
            : state.Variants.ContainsKey(id) ? Error("PRICE_NOT_FIXED", ["variantIds", $"{index}"], "Only fixed prices can be deleted.")
            : Error("VARIANT_NOT_FOUND", ["variantIds", $"{index}"], "A fixed price for the specified product variant does not exist.")).OfType<Obj>().ToList();
        if (errors.Count > 0)
        {
            return Payload("Delete", "deletedFixedPriceVariantIds", null, errors);
        }

        variants.ForEach(id => list.Fixed.Remove(id));
        return Payload("Delete", "deletedFixedPriceVariantIds", variants, []);
    }

    public Obj View(PriceListRow row) => new(
        "PriceList", ("id", row.Id), ("name", row.Name), ("currency", row.Currency), ("fixedPricesCount", row.Fixed.Count),
        ("prices", Obj.With(context => Relay.Connect(context, "PriceListPriceConnection", Fixed(row, context), id => id, id => Price(row, id)))));

    private static Obj NoList => Error("PRICE_LIST_NOT_FOUND", ["priceListId"], "Price list does not exist.");

    /// <summary>Prices that are computed from others by an adjustment are none of the simulator's.</summary>
    private IEnumerable<string> Fixed(PriceListRow row, IResolveFieldContext context) => context.GetArgument<string?>("originType") is "FIXED" && context.GetArgument<string?>("query") is null
        ? row.Fixed.Keys.Where(state.Variants.ContainsKey).Order(StringComparer.Ordinal)
        : throw new ExecutionError("The simulator shows fixed prices, without a query.") { Code = "BAD_REQUEST" };

    private Obj Price(PriceListRow row, string variant) => new(
        "PriceListPrice", ("originType", "FIXED"), ("price", Money(row.Fixed[variant].Price, row.Currency)), ("compareAtPrice", row.Fixed[variant].CompareAt is { } before ? Money(before, row.Currency) : null),
        ("variant", Obj.Lazy(() => views.Variant(state.Variants[variant]))));

    private PriceListRow? Find(IResolveFieldContext context) => state.PriceLists.GetValueOrDefault(context.GetArgument<string>("priceListId"));

    private IEnumerable<Obj> Problems(PriceListRow list, Dictionary<string, object?> price, int index)
    {
        if (!state.Variants.ContainsKey((string)price["variantId"]!))
        {
            yield return Error("VARIANT_NOT_FOUND", ["prices", $"{index}", "variantId"], "The specified product variant does not exist.");
        }

        foreach (var field in (string[])["price", "compareAtPrice"])
        {
            if (price.GetValueOrDefault(field) is Dictionary<string, object?> money && money["currencyCode"] as string != list.Currency)
            {
                yield return Error("PRICE_LIST_CURRENCY_MISMATCH", ["prices", $"{index}", field, "currencyCode"], "The specified currency does not match the price list's currency.");
            }
        }
    }

    private static List<T> Bounded<T>(List<T> items) =>
        items.Count <= Most ? items : throw new ExecutionError($"The input array size of {items.Count} is greater than the maximum allowed of {Most}.") { Code = "MAX_INPUT_SIZE_EXCEEDED" };

    private static decimal? Amount(object? money) => money is Dictionary<string, object?> given ? decimal.Parse((string)given["amount"]!, CultureInfo.InvariantCulture) : null;

    private static Obj Money(decimal amount, string currency) => new("MoneyV2", ("amount", ShopViews.Amount(amount)), ("currencyCode", currency));

    private static Obj Payload(string mutation, string name, object? value, List<Obj> errors) => new($"PriceListFixedPrices{mutation}Payload", (name, value), ("userErrors", errors));

    private static Obj Error(string code, List<string> field, string message) => new("PriceListPriceUserError", ("code", code), ("field", field), ("message", message));
}
