namespace RetailConnect;

/// <summary>The usual rules about which orders are brought to a target.</summary>
/// <remarks>What a rule asks for and the channel does not say (an unknown sales channel, no fraud check) keeps no order back.</remarks>
public static class OrderRules
{
    /// <summary>Leaves orders of all other sales channels.</summary>
    /// <param name="channels">Channels as <see cref="Order.Channel"/> names them.</param>
    public static IOrderRule FromChannels(params IReadOnlyList<string> channels) => new Rule("channel", order => order.Channel is null || Has(channels, order.Channel) ? OrderRuling.Take : OrderRuling.Leave);

    /// <summary>Leaves orders of these sales channels, for example of one that another integration brings to the ERP.</summary>
    /// <param name="channels">Channels as <see cref="Order.Channel"/> names them.</param>
    public static IOrderRule NotFromChannels(params IReadOnlyList<string> channels) => new Rule("channel", order => order.Channel is not null && Has(channels, order.Channel) ? OrderRuling.Leave : OrderRuling.Take);

    /// <summary>Leaves orders with this tag.</summary>
    public static IOrderRule NotTagged(string tag) => new Rule("tag", order => Has(order.Tags ?? [], tag) ? OrderRuling.Leave : OrderRuling.Take);

    /// <summary>Holds orders until they have this tag.</summary>
    public static IOrderRule HoldUntilTagged(string tag) => new Rule("missing-tag", order => Has(order.Tags ?? [], tag) ? OrderRuling.Take : OrderRuling.Hold);

    /// <summary>Holds orders as long as they have this tag.</summary>
    public static IOrderRule HoldWhileTagged(string tag) => new Rule("tag", order => Has(order.Tags ?? [], tag) ? OrderRuling.Hold : OrderRuling.Take);

    /// <summary>Holds orders that are as risky or riskier.</summary>
    public static IOrderRule HoldRisk(OrderRisk from) => new Rule("risk", order => order.Risk >= from ? OrderRuling.Hold : OrderRuling.Take);

    /// <summary>Holds orders until payments cover their total, in the shop's currency. Orders on account are never paid before they are posted: keep those out of such a sync.</summary>
    public static IOrderRule HoldUnpaid { get; } = new Rule("unpaid", order => order.Payments.Where(payment => payment.Amount.Shop.Currency == order.Total.Shop.Currency).Sum(payment => payment.Amount.Shop.Amount) >= order.Total.Shop.Amount ? OrderRuling.Take : OrderRuling.Hold);

    private static bool Has(IReadOnlyList<string> values, string value) => values.Contains(value, StringComparer.OrdinalIgnoreCase);

    private sealed class Rule(string name, Func<Order, OrderRuling> judge) : IOrderRule
    {
        public string Name => name;

        public OrderRuling Judge(Order order) => judge(order);
    }
}
