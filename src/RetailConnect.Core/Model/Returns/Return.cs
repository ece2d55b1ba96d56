namespace RetailConnect;

/// <summary>Goods that came back, money that was given back, or both.</summary>
/// <remarks>References are ids in the system that was read. Amounts are positive and contain the tax.</remarks>
public sealed record Return
{
    /// <summary>Id in the system that was read.</summary>
    public required ExternalId Id { get; init; }

    /// <summary>The order that the goods came from.</summary>
    public required OrderReference Order { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset ReturnedAt { get; init; }

    /// <summary>The customer; null for an anonymous return.</summary>
    public CustomerReference? Customer { get; init; }

    /// <summary>Where the goods came back to, unless a line says otherwise; null when unknown.</summary>
    public ExternalId? Location { get; init; }

    /// <summary>The lines; empty for a refund without goods.</summary>
    public required IReadOnlyList<ReturnLine> Lines { get; init; }

    /// <summary>Shipping given back; null when there is none.</summary>
    public MoneyPair? Shipping { get; init; }

    /// <summary>Tax contained in the shipping given back; null when unknown.</summary>
    public MoneyPair? ShippingTax { get; init; }

    /// <summary>What was given back beyond lines and shipping (positive), or kept back (negative); null when there is none.</summary>
    public MoneyPair? Adjustment { get; init; }

    /// <summary>Tax contained in the adjustment, with its sign; null when unknown.</summary>
    public MoneyPair? AdjustmentTax { get; init; }

    /// <summary>True when the sales channel pays the taxes of the order itself, and so keeps what is given back of them; null when the merchant does, or nobody says.</summary>
    public bool? TaxPaidByChannel { get; init; }

    /// <summary>Money given back.</summary>
    public IReadOnlyList<Payment> Refunds { get; init; } = [];

    /// <summary>Whether the money has left; while it is pending the amounts are those that will be given back. Null when there is none, or nobody says.</summary>
    public RefundState? RefundState { get; init; }

    /// <summary>True when the order was called off before any of it left, so that nothing came back; null when that is not known.</summary>
    public bool? CalledOff { get; init; }

    /// <summary>True when the channel wrote it down because an edit took goods off the order before they left, which the order itself says already; a refund of money alone may belong to such an edit. Null when that is not known.</summary>
    public bool? OfEdit { get; init; }

    /// <summary>What was given back in all: lines + shipping + adjustment.</summary>
    public required MoneyPair Total { get; init; }

    /// <summary>Explains why the return does not balance; null when it does.</summary>
    /// <exception cref="InvalidOperationException">The return mixes currencies within one side.</exception>
    public string? Imbalance()
    {
        var zero = MoneyPair.Zero(Total.Shop.Currency, Total.Presentment.Currency);
        var sum = Lines.Aggregate(zero, (left, line) => left + line.Amount) + (Shipping ?? zero) + (Adjustment ?? zero);
        return sum == Total ? null : $"The parts add up to {sum.Shop} ({sum.Presentment}), the total says {Total.Shop} ({Total.Presentment}).";
    }
}
