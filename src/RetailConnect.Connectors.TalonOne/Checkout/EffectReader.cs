using System.Text.Json;
using RetailConnect.Connectors.TalonOne.Api.Contracts;

namespace RetailConnect.Connectors.TalonOne.Checkout;

/// <summary>Effects to answer. An amount that can't be read makes the whole answer unreadable: a till must not guess.</summary>
internal sealed class EffectReader(CheckoutCart cart, string? profile, long program)
{
    public const string Unreadable = "unreadable-answer";
    private const string NoVerdict = "no-verdict";

    private readonly Dictionary<(string Code, bool IsReferral), string?> verdicts = [];
    private readonly List<CheckoutDiscount> discounts = [];
    private readonly SortedSet<string> others = new(StringComparer.Ordinal);
    private decimal earned;
    private decimal spent;

    /// <exception cref="ConnectorException">An effect has not the form that the contract gives it.</exception>
    public CheckoutAnswer Read(Evaluation evaluation)
    {
        foreach (var effect in evaluation.Effects ?? [])
        {
            Read(effect?.EffectType ?? throw Wrong("effect"), effect.Props ?? default);
        }

        var referral = CartMapper.Referral(cart);
        (string Code, bool IsReferral)[] codes = [.. CartMapper.Coupons(cart).Select(code => (code, false)), .. referral.Length > 0 ? new[] { (referral, true) } : []];
        return new()
        {
            HasMember = profile is not null, Codes = [.. codes.Select(code => new CheckoutCode(code.Code, code.IsReferral, verdicts.GetValueOrDefault(code, NoVerdict)))],
            Discounts = discounts, PointsEarned = earned, PointsSpent = spent, OtherEffects = [.. others],
        };
    }

    /// <summary>The vendor's reason in our words.</summary>
    public static string ReasonOf(string rejection) => rejection switch
    {
        "CouponNotFound" or "ReferralNotFound" => "unknown-code",
        "CouponExpired" or "ReferralExpired" => "expired",
        "CouponStartDateInFuture" or "ReferralStartDateInFuture" => "not-yet-valid",
        "CampaignLimitReached" or "CouponLimitReached" or "ReferralLimitReached" => "used-up",
        "ProfileLimitReached" => "used-up-by-customer",
        "CouponRecipientDoesNotMatch" or "ReferralRecipientDoesNotMatch" => "of-another-customer",
        "ReferralRecipientIdSameAsAdvocate" => "own-referral",
        "CouponReservationRequired" => "not-reserved",
        "ProfileRequired" => "customer-needed",
        "CouponPartOfNotRunningCampaign" or "ReferralPartOfNotRunningCampaign" => "campaign-not-running",
        "CouponRejectedByCondition" or "ReferralRejectedByCondition" or "CouponPartOfNotTriggeredCampaign" or "ReferralPartOfNotTriggeredCampaign" or "EffectCouldNotBeApplied" => "conditions-not-met",
        _ => "refused",
    };

    private void Read(string type, JsonElement props)
    {
        switch (type)
        {
            case "acceptCoupon" or "acceptReferral":
                verdicts.TryAdd((Text(props, "value", type), type is "acceptReferral"), null);
                break;
            case "rejectCoupon" or "rejectReferral":
                verdicts[(Text(props, "value", type), type is "rejectReferral")] = ReasonOf(Text(props, "rejectionReason", type));
                break;
            case "setDiscount":
                Add(Text(props, "name", type), Number(props, "value", type), null);
                break;
            case "setDiscountPerItem":
                var position = Number(props, "position", type);
                Add(Text(props, "name", type), Number(props, "value", type), position >= 0 && position < cart.Lines.Count && position == decimal.Truncate(position) ? (int)position : throw Wrong(type));
                break;
            case "addLoyaltyPoints" when IsOurs(props, type) && Text(props, "recipientIntegrationId", type) == profile:
                earned += Number(props, "value", type);
                break;
            case "deductLoyaltyPoints" when IsOurs(props, type):
                spent += Number(props, "value", type);
                break;
            default:
                others.Add(type);
                break;
        }
    }

    private void Add(string title, decimal amount, int? line) => discounts.Add(new(title, new(amount, cart.Lines[0].UnitPrice.Currency), line));

    private bool IsOurs(JsonElement props, string type) => Number(props, "programId", type) == program;

    private static string Text(JsonElement props, string name, string type) =>
        props.ValueKind is JsonValueKind.Object && props.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : throw Wrong(type);

    private static decimal Number(JsonElement props, string name, string type) =>
        props.ValueKind is JsonValueKind.Object && props.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : throw Wrong(type);

    private static ConnectorException Wrong(string type) => new(FaultKind.Rejected, $"Talon.One sent an effect '{type}' that can't be read.") { Reason = Unreadable };
}
