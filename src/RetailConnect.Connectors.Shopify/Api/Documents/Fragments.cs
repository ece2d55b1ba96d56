namespace RetailConnect.Connectors.Shopify.Api.Documents;

/// <summary>Parts that several documents share. An amount in both currencies costs 3 points.</summary>
internal static class Fragments
{
    public const string Page = "pageInfo { hasNextPage endCursor }";

    public const string Bag = """
        fragment Bag on MoneyBag { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }
        """;

    /// <summary>4 points; the name of the discount would cost another one, and nothing downstream needs it.</summary>
    public const string Reduction = "fragment Discount on DiscountAllocation { allocatedAmountSet { ...Bag } }";

    /// <summary>4 points.</summary>
    public const string Levy = "fragment Tax on TaxLine { title rate channelLiable priceSet { ...Bag } }";

    /// <summary>13 points: itself 1, variant 1, price 3, discounts 4, taxes 4.</summary>
    public const string Line = """
        fragment Line on LineItem {
          id title sku quantity isGiftCard
          variant { id }
          originalUnitPriceSet { ...Bag }
          discountAllocations { ...Discount }
          taxLines { ...Tax }
        }
        """;

    /// <summary>12 points: itself 1, price 3, discounts 4, taxes 4.</summary>
    public const string Shipping = """
        fragment Shipping on ShippingLine {
          title
          originalPriceSet { ...Bag }
          discountAllocations { ...Discount }
          taxLines { ...Tax }
        }
        """;
}
