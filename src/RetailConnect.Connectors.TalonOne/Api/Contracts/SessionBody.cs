namespace RetailConnect.Connectors.TalonOne.Api.Contracts;

/// <summary>A session to save.</summary>
internal sealed record SessionBody(SessionContent CustomerSession);

internal sealed record SessionContent
{
    public string? ProfileId { get; init; }

    public required string State { get; init; }

    /// <summary>Null leaves the codes that the session has; an empty list discards them.</summary>
    public IReadOnlyList<string>? CouponCodes { get; init; }

    /// <summary>Null leaves the code that the session has; an empty one discards it.</summary>
    public string? ReferralCode { get; init; }

    public IReadOnlyList<CartItemBody>? CartItems { get; init; }
}

internal sealed record CartItemBody(string? Name, string Sku, long Quantity, decimal Price);
