namespace RetailConnect.Sandbox.Square;

/// <summary>The request bodies of the loyalty programme, field by field; what only the vendor writes is refused.</summary>
internal static class LoyaltyShapes
{
    private static readonly Shape Mapping = Shape.Object(("phone_number!", Shape.Text()));
    private static readonly Shape Key = Shape.Text(128);

    public static readonly Shape Calculate = Shape.Object(
        ("order_id", Shape.Text()), ("transaction_amount_money", Shape.Object(("amount!", Shape.Number), ("currency!", Shape.Text(3)))), ("loyalty_account_id", Shape.Text(36)));

    public static readonly Shape CreateAccount = Shape.Object(
        ("idempotency_key!", Key),
        ("loyalty_account!", Shape.Object(("program_id!", Shape.Text(36)), ("mapping!", Mapping), ("customer_id", Shape.Text()), ("enrolled_at", Shape.Text()))));

    public static readonly Shape SearchAccounts = Shape.Object(
        ("query", Shape.Object(("mappings", Shape.List(Mapping, 30)), ("customer_ids", Shape.List(Shape.Text(), 30)))), ("limit", Shape.Number), ("cursor", Shape.Text()));

    public static readonly Shape Accumulate = Shape.Object(
        ("idempotency_key!", Key), ("location_id!", Shape.Text()), ("accumulate_points!", Shape.Object(("points", Shape.Number), ("order_id", Shape.Text()))));

    public static readonly Shape Adjust = Shape.Object(
        ("idempotency_key!", Key), ("allow_negative_balance", Shape.Boolean), ("adjust_points!", Shape.Object(("points!", Shape.Number), ("reason", Shape.Text(3500)))));

    public static readonly Shape SearchEvents = Shape.Object(
        ("limit", Shape.Number), ("cursor", Shape.Text()),
        ("query", Shape.Object(("filter", Shape.Object(
            ("loyalty_account_filter", Shape.Object(("loyalty_account_id!", Shape.Text()))),
            ("type_filter", Shape.Object(("types!", Shape.List(Shape.OneOf(
                "ACCUMULATE_POINTS", "CREATE_REWARD", "REDEEM_REWARD", "DELETE_REWARD", "ADJUST_POINTS", "EXPIRE_POINTS", "OTHER", "ACCUMULATE_PROMOTION_POINTS"))))),
            ("date_time_filter", Shape.Object(("created_at!", Shape.Object(("start_at", Shape.Text()), ("end_at", Shape.Text()))))),
            ("location_filter", Shape.Object(("location_ids!", Shape.List(Shape.Text())))),
            ("order_filter", Shape.Object(("order_id!", Shape.Text()))))))));
}
