namespace RetailConnect.Sandbox.Square;

/// <summary>The request bodies about customers, field by field; what only the vendor writes, consent among it, is refused.</summary>
internal static class CustomerShapes
{
    private static readonly Shape Range = Shape.Object(("start_at", Shape.Text()), ("end_at", Shape.Text()));
    private static readonly Shape Exactly = Shape.Object(("exact!", Shape.Text()));

    private static readonly Shape Address = Shape.Object(
        ("address_line_1", Shape.Text()), ("address_line_2", Shape.Text()), ("address_line_3", Shape.Text()), ("locality", Shape.Text()), ("sublocality", Shape.Text()), ("sublocality_2", Shape.Text()), ("sublocality_3", Shape.Text()),
        ("administrative_district_level_1", Shape.Text()), ("administrative_district_level_2", Shape.Text()), ("administrative_district_level_3", Shape.Text()), ("postal_code", Shape.Text()), ("country", Shape.Text()),
        ("first_name", Shape.Text()), ("last_name", Shape.Text()));

    private static readonly (string Name, Shape Shape)[] Fields =
    [
        ("given_name", Shape.Text()), ("family_name", Shape.Text()), ("company_name", Shape.Text()), ("nickname", Shape.Text()), ("email_address", Shape.Text()), ("address", Address), ("phone_number", Shape.Text()),
        ("reference_id", Shape.Text()), ("note", Shape.Text()), ("birthday", Shape.Text()), ("tax_ids", Shape.Object(("eu_vat", Shape.Text(20)))),
    ];

    public static readonly Shape Search = Shape.Object(
        ("cursor", Shape.Text()), ("limit", Shape.Number),
        ("query", Shape.Object(
            ("filter", Shape.Object(("updated_at", Range), ("email_address", Exactly), ("phone_number", Exactly), ("reference_id", Exactly))),
            ("sort", Shape.Object(("field", Shape.OneOf("DEFAULT", "CREATED_AT")), ("order", Shape.OneOf("ASC", "DESC")))))));

    public static readonly Shape BulkRetrieve = Shape.Object(("customer_ids!", Shape.List(Shape.Text(), 100)));

    /// <summary>A map, whose entries have shapes of their own.</summary>
    public static readonly Shape Bulk = Shape.Object(("customers!", Shape.Any));

    public static readonly Shape New = Shape.Object(Fields);

    public static readonly Shape Changed = Shape.Object([.. Fields, ("version", Shape.Number)]);
}
