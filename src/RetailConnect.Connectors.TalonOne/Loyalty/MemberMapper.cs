using System.Globalization;
using RetailConnect.Connectors.TalonOne.Api.Contracts;

namespace RetailConnect.Connectors.TalonOne.Loyalty;

/// <summary>Balances and movements to member.</summary>
internal static class MemberMapper
{
    /// <exception cref="ConnectorException">A movement is of an unknown kind.</exception>
    public static LoyaltyMember Map(ExternalId id, Balances balances, TransactionList movements) => new()
    {
        Id = id,
        Balance = balances.Balance?.ActivePoints - (balances.Balance?.NegativePoints ?? 0),
        Tier = balances.Balance?.CurrentTier?.Name,
        Transactions = [.. (movements.Data ?? []).Select(Movement)],
    };

    private static LoyaltyTransaction Movement(Movement movement) => new(
        movement.TransactionUUID is { Length: > 0 } uuid ? uuid : movement.Id.ToString(CultureInfo.InvariantCulture),
        At(movement),
        Points(movement),
        string.IsNullOrEmpty(movement.CustomerSessionId) ? null : movement.CustomerSessionId);

    /// <summary>When it happened.</summary>
    /// <exception cref="ConnectorException">The time can't be read.</exception>
    public static DateTimeOffset At(Movement movement) => DateTimeOffset.TryParse(movement.Created, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at
        : throw Unknown($"Movement {movement.Id} has no readable time.");

    /// <summary>Points with their sign.</summary>
    /// <exception cref="ConnectorException">The movement is of an unknown kind.</exception>
    public static decimal Points(Movement movement) => movement.Type switch
    {
        "addition" => movement.Amount,
        "subtraction" => -movement.Amount,
        _ => throw Unknown($"Movement {movement.Id} neither adds nor subtracts points."),
    };

    private static ConnectorException Unknown(string message) => new(FaultKind.Rejected, message) { Reason = Reasons.UnknownValue };
}
