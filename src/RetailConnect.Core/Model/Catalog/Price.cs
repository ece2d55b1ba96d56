namespace RetailConnect;

/// <summary>Selling price of one unit.</summary>
public sealed record Price
{
    /// <summary>What the customer pays for one unit.</summary>
    public required Money Amount { get; init; }

    /// <summary>Former or recommended price that is shown crossed out; null when there is none, or when the source knows of none.</summary>
    public Money? CompareAt { get; init; }

    /// <summary>True when it is known that nothing is to be shown crossed out: a target that shows something gives it up. Null leaves what a target shows where <see cref="CompareAt"/> is null.</summary>
    public bool? NoCompareAt { get; init; }

    /// <summary>True when the amount contains the tax; null when unknown.</summary>
    public bool? TaxIncluded { get; init; }

    /// <summary>A plain price.</summary>
    public static Price Of(Money amount) => new() { Amount = amount };

    /// <summary>Returns the price as it may be shown: a crossed-out price that is not above it, such as 0, is none.</summary>
    public Price Tidy() => CompareAt is { } before && before.Currency == Amount.Currency && before <= Amount ? this with { CompareAt = null, NoCompareAt = true } : this;
}
