namespace RetailConnect.Sandbox.Square;

/// <summary>The request bodies that the simulator takes, field by field. A filter that it does not have is refused rather than ignored.</summary>
internal static class SquareShapes
{
    private static readonly Shape Money = Shape.Object(("amount", Shape.Number), ("currency", Shape.Text(3)));
    private static readonly Shape Range = Shape.Object(("start_at", Shape.Text()), ("end_at", Shape.Text()));

    private static readonly Shape Variation = Shape.Object(
        ("type!", Shape.OneOf("ITEM_VARIATION")), ("id!", Shape.Text()), ("version", Shape.Number), ("updated_at", Shape.Text()), ("is_deleted", Shape.Boolean),
        ("present_at_all_locations", Shape.Boolean), ("present_at_location_ids", Shape.List(Shape.Text())), ("absent_at_location_ids", Shape.List(Shape.Text())), ("custom_attribute_values", Shape.Any),
        ("item_variation_data!", Shape.Object(
            ("item_id", Shape.Text()), ("name", Shape.Text(255)), ("sku", Shape.Text()), ("upc", Shape.Text()), ("pricing_type", Shape.OneOf("FIXED_PRICING", "VARIABLE_PRICING")), ("price_money", Money),
            ("track_inventory", Shape.Boolean), ("sellable", Shape.Boolean), ("stockable", Shape.Boolean), ("location_overrides", Shape.Any), ("user_data", Shape.Text(255)), ("image_ids", Shape.List(Shape.Text())),
            ("inventory_alert_type", Shape.Text()), ("inventory_alert_threshold", Shape.Number), ("measurement_unit_id", Shape.Text()), ("item_option_values", Shape.Any))));

    private static readonly Shape Item = Shape.Object(
        ("type!", Shape.OneOf("ITEM")), ("id!", Shape.Text()), ("version", Shape.Number), ("updated_at", Shape.Text()), ("is_deleted", Shape.Boolean), ("present_at_all_locations", Shape.Boolean),
        ("present_at_location_ids", Shape.List(Shape.Text())), ("absent_at_location_ids", Shape.List(Shape.Text())), ("custom_attribute_values", Shape.Any),
        ("item_data!", Shape.Object(
            ("name", Shape.Text(512)), ("description", Shape.Text(4096)), ("description_html", Shape.Text(65535)), ("abbreviation", Shape.Text(24)), ("label_color", Shape.Text()), ("is_taxable", Shape.Boolean), ("is_archived", Shape.Boolean),
            ("product_type", Shape.Text()), ("variations", Shape.List(Variation, 250)), ("tax_ids", Shape.List(Shape.Text())), ("image_ids", Shape.List(Shape.Text())), ("categories", Shape.Any), ("channels", Shape.Any),
            ("skip_modifier_screen", Shape.Boolean), ("category_id", Shape.Text()), ("reporting_category", Shape.Any), ("ecom_seo_data", Shape.Any), ("modifier_list_info", Shape.Any), ("item_options", Shape.Any))));

    public static readonly Shape BatchUpsert = Shape.Object(
        ("idempotency_key!", Shape.Text(128)), ("batches!", Shape.List(Shape.Object(("objects!", Shape.List(Item, 1000))), 10)));

    /// <summary>A picture that is attached to nothing: the simulator attaches none by an upload.</summary>
    public static readonly Shape CreateImage = Shape.Object(
        ("idempotency_key!", Shape.Text(128)),
        ("image!", Shape.Object(("type!", Shape.OneOf("IMAGE")), ("id!", Shape.Text()), ("image_data", Shape.Object(("name", Shape.Text()), ("caption", Shape.Text()))))));

    public static readonly Shape BatchRetrieveCatalog = Shape.Object(("object_ids!", Shape.List(Shape.Text(), 1000)), ("include_related_objects", Shape.Boolean), ("include_deleted_objects", Shape.Boolean));

    public static readonly Shape SearchCatalog = Shape.Object(
        ("cursor", Shape.Text()), ("object_types", Shape.List(Shape.OneOf("ITEM", "ITEM_VARIATION", "IMAGE"))), ("include_deleted_objects", Shape.Boolean), ("include_related_objects", Shape.Boolean), ("begin_time", Shape.Text()), ("limit", Shape.Number),
        ("query", Shape.Object(
            ("exact_query", Shape.Object(("attribute_name!", Shape.Text()), ("attribute_value!", Shape.Text()))),
            ("set_query", Shape.Object(("attribute_name!", Shape.Text()), ("attribute_values!", Shape.List(Shape.Text(), 250)))))));

    public static readonly Shape BatchChange = Shape.Object(
        ("idempotency_key!", Shape.Text(128)), ("ignore_unchanged_counts", Shape.Boolean),
        ("changes", Shape.List(
            Shape.Object(
                ("type", Shape.OneOf("PHYSICAL_COUNT", "ADJUSTMENT")),
                ("physical_count", Shape.Object(
                    ("reference_id", Shape.Text(255)), ("catalog_object_id", Shape.Text(100)), ("catalog_object_type", Shape.Text(14)), ("state", Shape.OneOf("IN_STOCK")), ("location_id", Shape.Text(100)), ("quantity", Shape.Text(26)), ("occurred_at", Shape.Text(34)))),
                ("adjustment", Shape.Object(
                    ("reference_id", Shape.Text(255)), ("from_state", Shape.OneOf("NONE", "IN_STOCK")), ("to_state", Shape.OneOf("IN_STOCK", "WASTE", "SOLD")), ("location_id", Shape.Text(100)), ("catalog_object_id", Shape.Text(100)),
                    ("catalog_object_type", Shape.Text(14)), ("quantity", Shape.Text(26)), ("occurred_at", Shape.Text(34))))),
            100)));

    public static readonly Shape BatchCounts = Shape.Object(
        ("catalog_object_ids", Shape.List(Shape.Text(), 1000)), ("location_ids", Shape.List(Shape.Text())), ("updated_after", Shape.Text()), ("cursor", Shape.Text()), ("states", Shape.List(Shape.Text())), ("limit", Shape.Number));

    public static readonly Shape SearchOrders = Shape.Object(
        ("location_ids!", Shape.List(Shape.Text(), 10)), ("cursor", Shape.Text()), ("limit", Shape.Number),
        ("query", Shape.Object(
            ("filter", Shape.Object(
                ("state_filter", Shape.Object(("states!", Shape.List(Shape.OneOf("OPEN", "COMPLETED", "CANCELED", "DRAFT"))))),
                ("date_time_filter", Shape.Object(("updated_at", Range))))),
            ("sort", Shape.Object(("sort_field!", Shape.OneOf("CREATED_AT", "UPDATED_AT", "CLOSED_AT")), ("sort_order", Shape.OneOf("ASC", "DESC")))))));

    public static readonly Shape BatchOrders = Shape.Object(("location_id", Shape.Text()), ("order_ids!", Shape.List(Shape.Text(), 100)));

    public static readonly Shape CreateSubscription = Shape.Object(("idempotency_key", Shape.Text(45)), ("subscription!", Subscription()));

    public static readonly Shape UpdateSubscription = Shape.Object(("subscription", Subscription()));

    public static readonly Shape Token = Shape.Object(
        ("client_id!", Shape.Text(191)), ("client_secret", Shape.Text(1024)), ("refresh_token", Shape.Text(1024)), ("grant_type!", Shape.OneOf("refresh_token")), ("scopes", Shape.List(Shape.Text())), ("short_lived", Shape.Boolean));

    private static Shape Subscription() => Shape.Object(
        ("name", Shape.Text(64)), ("enabled", Shape.Boolean), ("event_types", Shape.List(Shape.Text())), ("notification_url", Shape.Text()), ("api_version", Shape.Text()));
}
