namespace RetailConnect;

/// <summary>Price of one variant in one price list: of a market, a currency, or a group of business customers.</summary>
/// <remarks>An entity of its own, so that one line that is refused holds up no other. A source names it by <see cref="IdOf"/>, and tells with a delete that a list has no price of its own for a variant any more; absence says nothing.</remarks>
public sealed record ListPrice
{
    /// <summary>Code of the price list in the source; the target's settings say which of its lists that is.</summary>
    public required string List { get; init; }

    /// <summary>The variant.</summary>
    public required Sku Sku { get; init; }

    /// <summary>Price of one unit, in the list's currency.</summary>
    public required Price Price { get; init; }

    /// <summary>Returns the id under which a source names a price of a list.</summary>
    public static ExternalId IdOf(string list, Sku sku) => new($"{list}/{sku.Value}");
}
