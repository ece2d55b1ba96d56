namespace RetailConnect.Sandbox.TalonOne;

/// <summary>The request bodies that the simulator takes, field by field; what the vendor computes itself may not be written.</summary>
internal static class TalonShapes
{
    private const int LongestId = 1000;

    private static readonly Shape CartItem = Shape.Object(
        ("name", Shape.Text()), ("sku!", Shape.Text()), ("quantity!", Shape.Number), ("price!", Shape.Number), ("category", Shape.Text()), ("product", Shape.Object(("name!", Shape.Text()))),
        ("weight", Shape.Number), ("height", Shape.Number), ("width", Shape.Number), ("length", Shape.Number), ("attributes", Shape.Any), ("additionalCosts", Shape.Any));

    public static Shape Profile { get; } = Shape.Object(
        ("attributes", Shape.Any), ("evaluableCampaignIds", Shape.List(Shape.Number)),
        ("responseContent", Shape.List(Shape.OneOf("customerProfile", "triggeredCampaigns", "loyalty", "event", "awardedGiveaways", "ruleFailureReasons"))),
        ("audiencesChanges", Shape.Object(("adds!", Shape.List(Shape.Number, 0)), ("deletes!", Shape.List(Shape.Number, 0)))));

    public static Shape Profiles { get; } = Shape.Object(("customerProfiles", Shape.List(Shape.Object(("integrationId!", Shape.Text(LongestId)), ("attributes", Shape.Any)), 1000)));

    public static Shape Session { get; } = Shape.Object(
        ("responseContent", Shape.List(Shape.OneOf("customerSession", "customerProfile", "coupons", "triggeredCampaigns", "referral", "loyalty", "event", "awardedGiveaways", "ruleFailureReasons", "previousReturns"))),
        ("customerSession!", Shape.Object(
            ("profileId", Shape.Text(LongestId)), ("storeIntegrationId", Shape.Text(LongestId)), ("evaluableCampaignIds", Shape.List(Shape.Number)), ("couponCodes", Shape.List(Shape.Text(100))), ("referralCode", Shape.Text(100)),
            ("loyaltyCards", Shape.List(Shape.Text(), 1)), ("state", Shape.OneOf("open", "closed", "partially_returned", "cancelled")), ("cartItems", Shape.List(CartItem, 1000)), ("additionalCosts", Shape.Any),
            ("identifiers", Shape.List(Shape.Text())), ("attributes", Shape.Any))));

    public static Shape Return { get; } = Shape.Object(
        ("responseContent", Shape.List(Shape.OneOf("customerSession", "customerProfile", "coupons", "triggeredCampaigns", "referral", "loyalty", "event", "previousReturns"))),
        ("return!", Shape.Object(("returnedCartItems!", Shape.List(Shape.Object(("position", Shape.Number), ("quantity!", Shape.Number), ("sku", Shape.Text())))))));

    /// <summary>Ids stand in the path; an empty one names nothing.</summary>
    public static bool IsId(string id) => id.Length is > 0 and <= LongestId;
}
