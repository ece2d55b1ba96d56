using System.Text.RegularExpressions;

namespace RetailConnect.Sync.Orders;

/// <summary>Keeps back the orders that the sync's rules do not let through, while the target does not have them.</summary>
internal sealed partial class RuledOrders : ISyncMiddleware<Order>
{
    private const string HeldBy = "held-by-";
    private const string LeftBy = "left-by-";
    private readonly IReadOnlyList<IOrderRule> rules;

    /// <exception cref="InvalidOperationException">A rule's name can't be part of a reason.</exception>
    public RuledOrders(OrdersOptions options)
    {
        rules = [.. options.Rules];
        if (rules.FirstOrDefault(rule => !Name().IsMatch(rule.Name)) is { } nameless)
        {
            throw new InvalidOperationException($"The rule about orders '{nameless.Name}' ({nameless.GetType().Name}) needs a name in small letters and hyphens: it stands in the reason of each order that it keeps back.");
        }
    }

    /// <summary>True for the reason of an order that is not decided yet.</summary>
    public static bool IsHeld(string reason) => reason.StartsWith(HeldBy, StringComparison.Ordinal);

    public ValueTask<SyncOutcome> InvokeAsync(SyncContext<Order> context, SyncStep<Order> next) =>
        context.Envelope.TargetId is null && KeptBack(context.Envelope.Value) is { } reason ? new(SyncOutcome.Skipped(reason)) : next(context);

    /// <summary>True when the rules let an order through.</summary>
    public bool Takes(Order order) => KeptBack(order) is null;

    /// <summary>To leave an order is the last word, whatever else would hold it.</summary>
    private string? KeptBack(Order order)
    {
        var held = default(string);
        foreach (var rule in rules)
        {
            switch (rule.Judge(order))
            {
                case OrderRuling.Leave:
                    return LeftBy + rule.Name;
                case OrderRuling.Hold:
                    held ??= HeldBy + rule.Name;
                    break;
                default:
                    break;
            }
        }

        return held;
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9-]*\z")]
    private static partial Regex Name();
}
