namespace RetailConnect;

/// <summary>Which of a variant's prices holds at a moment, by which rule, and until when that is settled.</summary>
public sealed record PriceInForce
{
    /// <summary>Rule: no planned price holds, so the usual one does.</summary>
    public const string Usual = "usual-price";

    /// <summary>Rule: one planned price holds.</summary>
    public const string Planned = "planned-price";

    /// <summary>Rule: of planned prices that overlap the one that began last holds.</summary>
    public const string BeganLast = "began-last";

    /// <summary>Rule: of planned prices that began at the same moment the lowest holds.</summary>
    public const string Lowest = "lowest-of-those-that-began-last";

    /// <summary>The price that holds.</summary>
    public required Price Price { get; init; }

    /// <summary>The rule that chose it: one of the constants.</summary>
    public required string Rule { get; init; }

    /// <summary>Next moment at which a planned price begins or ends; null when there is none.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Says which price holds at a moment: the planned one that began last, of those that began together the lowest, and without any the usual one.</summary>
    /// <remarks>Pure: the order of the plans does not matter.</remarks>
    /// <param name="moment">The moment.</param>
    /// <param name="usual">The price that holds when no planned one does.</param>
    /// <param name="planned">The planned prices.</param>
    /// <param name="crossOutUsual">True to show the usual price crossed out beside a planned one that is lower and crosses out nothing itself.</param>
    /// <exception cref="ArgumentException">A planned price ends before it begins, is below zero, or stands in another currency than the usual one.</exception>
    public static PriceInForce At(DateTimeOffset moment, Price usual, IReadOnlyList<PlannedPrice> planned, bool crossOutUsual = false)
    {
        foreach (var plan in planned)
        {
            Check(plan, usual);
        }

        var next = planned.SelectMany(plan => new[] { plan.From, plan.Until }).Where(switches => switches > moment).Min();
        var holding = planned.Where(plan => plan.HoldsAt(moment)).ToList();
        if (holding.Count == 0)
        {
            return new() { Price = usual.Tidy(), Rule = Usual, Until = next };
        }

        var began = holding.Max(plan => plan.From ?? DateTimeOffset.MinValue);
        var last = holding.Where(plan => (plan.From ?? DateTimeOffset.MinValue) == began).OrderBy(plan => plan.Price.Amount).ThenBy(plan => plan.Price.CompareAt?.Amount ?? 0m).ToList();
        return new()
        {
            Price = Shown(last[0].Price, usual, crossOutUsual), Rule = holding.Count == 1 ? Planned : last.Count == 1 || last.All(plan => plan.Price == last[0].Price) ? BeganLast : Lowest, Until = next,
        };
    }

    private static Price Shown(Price planned, Price usual, bool crossOutUsual) => (planned with
    {
        TaxIncluded = planned.TaxIncluded ?? usual.TaxIncluded, CompareAt = planned.CompareAt ?? (crossOutUsual && planned.NoCompareAt is not true ? usual.Amount : null),
    }).Tidy();

    private static void Check(PlannedPrice plan, Price usual)
    {
        if (plan.Until <= plan.From)
        {
            throw new ArgumentException($"A planned price ends at {plan.Until:u}, which is not after its beginning at {plan.From:u}.", nameof(plan));
        }

        if (plan.Price.Amount.Amount < 0m)
        {
            throw new ArgumentException($"A planned price is {plan.Price.Amount}.", nameof(plan));
        }

        if (plan.Price.Amount.Currency != usual.Amount.Currency || (plan.Price.CompareAt is { } before && before.Currency != usual.Amount.Currency))
        {
            throw new ArgumentException($"A planned price stands in {plan.Price.Amount.Currency}, the usual one in {usual.Amount.Currency}.", nameof(plan));
        }
    }
}
