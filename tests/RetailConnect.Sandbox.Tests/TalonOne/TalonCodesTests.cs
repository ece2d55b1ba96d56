using System.Text.Json.Nodes;
using RetailConnect.Sandbox.TalonOne;

namespace RetailConnect.Sandbox.Tests.TalonOne;

public sealed class TalonCodesTests
{
    private const string Cart = ""","profileId":"anna","cartItems":[{"sku":"A","quantity":1,"price":8}]""";

    private static Club Club() => new(coupons: [new SandboxCoupon("TEN", 10)]);

    private static IReadOnlyList<(string, string)> Effects(JsonObject answer) =>
        [.. answer["effects"]!.AsArray().Where(effect => (string?)effect!["effectType"] is not ("addLoyaltyPoints" or "rollbackAddedLoyaltyPoints"))
            .Select(effect => ((string)effect!["effectType"]!, ((effect["props"]!["rejectionReason"] ?? effect["props"]!["value"])!).ToString()))];

    [Fact]
    public async Task Codes_get_verdicts_and_a_discount_never_exceeds_the_cart()
    {
        var (_, answer) = await Club().SaveAsync(TalonOne.Club.Session("open", $$"""{{Cart}},"couponCodes":["TEN","NONE"],"referralCode":"FRIEND" """));
        Assert.Equal([("acceptCoupon", "TEN"), ("setDiscount", "8"), ("rejectCoupon", "CouponNotFound"), ("rejectReferral", "ReferralNotFound")], Effects(answer));
    }

    [Fact]
    public async Task Codes_stay_unless_they_are_named_and_count_once_the_session_closes()
    {
        var club = Club();
        await club.SaveAsync(TalonOne.Club.Session("open", $$"""{{Cart}},"couponCodes":["TEN"]"""));
        Assert.Empty(Assert.Single(club.Simulator.Sessions).Redeemed);
        await club.SaveAsync(TalonOne.Club.Session("closed", Cart));
        Assert.Equal(["TEN"], Assert.Single(club.Simulator.Sessions).Redeemed);
        await club.SaveAsync(TalonOne.Club.Session("closed", Cart));
        Assert.Equal(["TEN"], Assert.Single(club.Simulator.Sessions).Redeemed);

        var (_, other) = await club.SaveAsync(TalonOne.Club.Session("open", $$"""{{Cart}},"couponCodes":["TEN"]"""), id: "s2");
        Assert.Equal([("rejectCoupon", "CampaignLimitReached")], Effects(other));

        var (_, cancelled) = await club.SaveAsync(TalonOne.Club.Session("cancelled"));
        Assert.Equal([("rollbackCoupon", "TEN")], Effects(cancelled));
        var (_, again) = await club.SaveAsync(TalonOne.Club.Session("open"), id: "s2");
        Assert.Equal(("acceptCoupon", "TEN"), Effects(again)[0]);
    }

    [Fact]
    public async Task An_empty_list_discards_codes_and_a_closed_session_takes_no_others()
    {
        var club = Club();
        await club.SaveAsync(TalonOne.Club.Session("open", $$"""{{Cart}},"couponCodes":["TEN"]"""));
        var (_, emptied) = await club.SaveAsync(TalonOne.Club.Session("open", ""","couponCodes":[]"""));
        Assert.Empty(Effects(emptied));
        await club.SaveAsync(TalonOne.Club.Session("closed"));
        Assert.Equal(400, (await club.SaveAsync(TalonOne.Club.Session("closed", ""","couponCodes":["TEN"]"""))).Status);
    }

    [Fact]
    public async Task A_dry_request_sees_its_own_codes_only_and_keeps_none()
    {
        var club = Club();
        await club.SaveAsync(TalonOne.Club.Session("open", $$"""{{Cart}},"couponCodes":["TEN"]"""));
        Assert.Empty(Effects((await club.SaveAsync(TalonOne.Club.Session("open", Cart), "dry=true")).Body));
        await club.SaveAsync(TalonOne.Club.Session("open", $$"""{{Cart}},"couponCodes":["NONE"]"""), "dry=true");
        await club.SaveAsync(TalonOne.Club.Session("closed", Cart));
        Assert.Equal(["TEN"], Assert.Single(club.Simulator.Sessions).Redeemed);
    }
}
