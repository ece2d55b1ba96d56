namespace RetailConnect;

/// <summary>Selling price of one unit.</summary>
public sealed record Price
{
    /// <summary>What the customer pays for one unit.</summary>
    public required Money Amount { get; init; }

    /// <summary>Former or recommended price that is shown crossed out; null when there is none.</summary>
    public Money? CompareAt { get; init; }

    /// <summary>True when the amount contains the tax; null when unknown.</summary>
    public bool? TaxIncluded { get; init; }

    /// <summary>A plain price.</summary>
    public static Price Of(Money amount) => new() { Amount = amount };
}
