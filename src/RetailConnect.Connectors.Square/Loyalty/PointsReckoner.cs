using RetailConnect.Connectors.Square.Api;

namespace RetailConnect.Connectors.Square.Loyalty;

/// <summary>Asks Square how many points a purchase earns by the rules of the programme.</summary>
internal sealed class PointsReckoner(ISquareApi api, ProgramBook programs, SquareLoyaltyOptions options)
{
    /// <exception cref="ConnectorException">The programme's rules can't be applied to the purchase.</exception>
    public async ValueTask<long> ReckonAsync(OrderWorth worth, CancellationToken cancellationToken)
    {
        var program = await programs.ReadAsync(cancellationToken);
        var rules = EarningRules.Of(program, options.LocationId);
        if (rules.Currency is { } currency && currency != worth.Currency)
        {
            throw new ConnectorException(FaultKind.Rejected, $"The programme gives points for {currency}, and the order is in {worth.Currency}.") { Reason = Reasons.UnsupportedCurrency };
        }

        var amount = rules.BeforeTax ? worth.WithoutTax : worth.WithTax;
        return amount <= 0 ? 0 : (await api.CalculatePoints(program.Id, new(new(amount, worth.Currency)), cancellationToken).Needed()).Points
            ?? throw new ConnectorException(FaultKind.Transient, "Square answered without the points.") { MayHaveTakenEffect = false };
    }
}
