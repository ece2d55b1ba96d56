using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetailConnect.Connectors.Shopify.Api.Contracts;

/// <summary>A page of payouts; a shop without Shopify Payments has no account.</summary>
internal sealed record PayoutPage(PayoutAccount? ShopifyPaymentsAccount = null);

internal sealed record PayoutAccount(Connection<JsonElement> Page);

/// <summary>A page of movements of the balance.</summary>
internal sealed record MovementPage(MovementAccount? ShopifyPaymentsAccount = null);

internal sealed record MovementAccount(Connection<WireMovement> Page);

internal sealed record WirePayout(string Id, string LegacyResourceId, string Status, DateTimeOffset IssuedAt, WireMoney Net, string? ExternalTraceId = null)
{
    /// <summary>Read apart from the payout.</summary>
    [JsonIgnore] public IReadOnlyList<WireMovement> Movements { get; init; } = [];
}

internal sealed record WireMovement(
    string Id,
    string Type,
    DateTimeOffset TransactionDate,
    WireMoney Amount,
    WireMoney Fee,
    WireMoney Net,
    MovementPayout AssociatedPayout,
    string? SourceType = null,
    string? SourceOrderTransactionId = null,
    MovementOrder? AssociatedOrder = null);

internal sealed record MovementPayout(string? Id = null);

internal sealed record MovementOrder(string Id, string Name);
