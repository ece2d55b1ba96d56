using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Loyalty;

/// <summary>What the programme's rules need to know of a purchase: a pure function.</summary>
/// <param name="BeforeTax">True when points are earned for the amount without tax.</param>
/// <param name="Currency">Currency of the rules' amounts; null when no rule has one.</param>
internal sealed record EarningRules(bool BeforeTax, string? Currency)
{
    /// <summary>Reads the rules that Square applies to an amount; it applies the others to orders of its own only.</summary>
    /// <exception cref="ConnectorException">Points can't be told from an amount.</exception>
    public static EarningRules Of(LoyaltyProgram program, string location)
    {
        Check(program.Status is not "INACTIVE", "program-inactive", "The loyalty programme is not active.", "Activate the programme in the seller's dashboard, then replay.");
        Check(
            program.LocationIds is not { Count: > 0 } places || places.Contains(location), Reasons.UnknownLocation, $"The loyalty programme is not active at location '{location}'.",
            "Correct LocationId, or add the location to the programme, then replay.");
        var spend = (program.AccrualRules ?? []).Where(rule => rule.AccrualType is "SPEND").Select(rule => rule.SpendData).OfType<SpendRule>().ToList();
        var visit = (program.AccrualRules ?? []).Where(rule => rule.AccrualType is "VISIT").Select(rule => rule.VisitData ?? new()).ToList();
        Supported(spend.Count + visit.Count > 0, "The programme has no rule that gives points for an amount or a visit.");
        Supported(spend.All(rule => rule is { ExcludedCategoryIds: null or { Count: 0 }, ExcludedItemVariationIds: null or { Count: 0 } }), "A rule of the programme excludes goods, which Square applies to its own orders only.");
        var modes = spend.Select(rule => rule.TaxMode).Concat(visit.Where(rule => rule.MinimumAmountMoney is not null).Select(rule => rule.TaxMode)).Distinct().ToList();
        Supported(modes.Count < 2, "Some rules of the programme count taxes and others don't.");
        return new(
            modes.FirstOrDefault() switch
            {
                "BEFORE_TAX" => true,
                "AFTER_TAX" or null => false,
                _ => throw new ConnectorException(FaultKind.Rejected, "The programme treats taxes in a way that the connector does not know.") { Reason = Reasons.UnknownValue },
            },
            spend.Select(rule => rule.AmountMoney).Concat(visit.Select(rule => rule.MinimumAmountMoney)).Select(money => money?.Currency).FirstOrDefault(currency => currency is not null));
    }

    private static void Supported(bool holds, string message) => Check(holds, "unsupported-program", message, "Change the programme's rules in the seller's dashboard, or give these points by hand.");

    private static void Check(bool holds, string reason, string message, string advice)
    {
        if (!holds)
        {
            throw new ConnectorException(FaultKind.Rejected, message) { Reason = reason, Advice = advice };
        }
    }
}
