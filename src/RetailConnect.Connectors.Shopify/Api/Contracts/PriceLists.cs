namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record WirePriceList(string Id, string Name, string Currency);

internal sealed record PriceListPage(Connection<WirePriceList> Page);

internal sealed record AmountInput(string Amount, string CurrencyCode);

internal sealed record FixedPriceInput(string VariantId, AmountInput Price, AmountInput? CompareAtPrice);

internal sealed record FixedPricesVariables(string Id, IReadOnlyList<FixedPriceInput> Prices);

internal sealed record GoneFixedPricesVariables(string Id, IReadOnlyList<string> Variants);

internal sealed record FixedPricesPayload(IReadOnlyList<UserError> UserErrors);

internal sealed record FixedPricesAddAnswer(FixedPricesPayload? PriceListFixedPricesAdd = null) : MutationAnswer;

internal sealed record FixedPricesDeleteAnswer(FixedPricesPayload? PriceListFixedPricesDelete = null) : MutationAnswer;
