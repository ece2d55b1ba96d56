namespace RetailConnect.Connectors.Shopify.Api.Documents;

/// <summary>Parts that several documents share. An amount in both currencies costs 3 points.</summary>
internal static class Fragments
{
    public const string Page = "pageInfo { hasNextPage endCursor }";

    public const string Bag = """
        fragment Bag on MoneyBag { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }
        """;

    /// <summary>5 points.</summary>
    public const string Reduction = """
        fragment Discount on DiscountAllocation {
          allocatedAmountSet { ...Bag }
          discountApplication {
            ... on DiscountCodeApplication { code }
            ... on AutomaticDiscountApplication { title }
            ... on ManualDiscountApplication { title }
            ... on ScriptDiscountApplication { title }
          }
        }
        """;

    /// <summary>4 points.</summary>
    public const string Levy = "fragment Tax on TaxLine { title rate priceSet { ...Bag } }";

    /// <summary>14 points: itself 1, variant 1, price 3, discounts 5, taxes 4.</summary>
    public const string Line = """
        fragment Line on LineItem {
          id title sku quantity isGiftCard
          variant { id }
          originalUnitPriceSet { ...Bag }
          discountAllocations { ...Discount }
          taxLines { ...Tax }
        }
        """;

    /// <summary>13 points: itself 1, price 3, discounts 5, taxes 4.</summary>
    public const string Shipping = """
        fragment Shipping on ShippingLine {
          title
          originalPriceSet { ...Bag }
          discountAllocations { ...Discount }
          taxLines { ...Tax }
        }
        """;
}
