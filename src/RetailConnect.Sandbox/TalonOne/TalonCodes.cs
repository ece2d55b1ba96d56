using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.TalonOne;

/// <summary>Coupons and referrals of a session: each gets a verdict whenever the session is evaluated, and counts as used once the session is closed.</summary>
internal sealed class TalonCodes(TalonState state, TalonOneSettings settings)
{
    /// <summary>Evaluates the codes of an open session, or of one that closes now.</summary>
    public IEnumerable<JsonObject> Evaluate(SessionRow session)
    {
        var left = session.Cart.Sum(item => item.Quantity * item.Price);
        session.Redeemed = [];
        foreach (var code in session.Coupons)
        {
            if (Refusal(session, code) is { } reason)
            {
                yield return Effect("rejectCoupon", new() { ["value"] = code, ["rejectionReason"] = reason });
                continue;
            }

            var coupon = settings.Coupons.Single(known => known.Code == code);
            var amount = Math.Min(left, coupon.Amount);
            left -= amount;
            if (session.State is "closed")
            {
                session.Redeemed.Add(code);
            }

            yield return Effect("acceptCoupon", new() { ["value"] = code });
            yield return Effect("setDiscount", new() { ["name"] = code, ["value"] = amount, ["scope"] = "sessionTotal" });
        }

        if (session.Referral is { Length: > 0 } referral)
        {
            yield return settings.Referrals.Contains(referral) ? Effect("acceptReferral", new() { ["value"] = referral }) : Effect("rejectReferral", new() { ["value"] = referral, ["rejectionReason"] = "ReferralNotFound" });
        }
    }

    /// <summary>Gives the coupons of a session back.</summary>
    public static IEnumerable<JsonObject> RollBack(SessionRow session)
    {
        var effects = session.Redeemed.Select(code => Effect("rollbackCoupon", new() { ["value"] = code })).ToList();
        session.Redeemed = [];
        return effects;
    }

    private string? Refusal(SessionRow session, string code)
    {
        var coupon = settings.Coupons.FirstOrDefault(known => known.Code == code);
        return coupon is null ? "CouponNotFound"
            : state.Sessions.Values.Count(other => other.Id != session.Id && other.Redeemed.Contains(code)) >= coupon.Limit ? "CampaignLimitReached" : null;
    }

    private static JsonObject Effect(string type, JsonObject props) => new()
    {
        ["campaignId"] = 2, ["rulesetId"] = 2, ["ruleIndex"] = 0, ["ruleName"] = "Codes", ["effectType"] = type, ["props"] = props,
    };
}
