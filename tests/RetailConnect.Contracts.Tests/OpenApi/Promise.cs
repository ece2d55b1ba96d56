namespace RetailConnect.Contracts.OpenApi;

/// <summary>Properties that an answer always has, though the OpenAPI document does not say so.</summary>
/// <param name="Property">The property.</param>
/// <param name="Of">Tells which schemas it is about.</param>
/// <param name="Source">Where the vendor promises it.</param>
internal sealed record Promise(string Property, Func<FlatSchema, bool> Of, string Source)
{
    public static IReadOnlyList<Promise> All { get; } =
    [
        new("id", schema => schema.Name?.Contains("/Microsoft.NAV.", StringComparison.Ordinal) == true, "apiv2-derived-companies.edmx: id is the key of every entity, Nullable=\"false\"."),
        new("value", schema => schema.Name is null && schema.Properties.ContainsKey("@odata.count"), "OData JSON Format 4.01, section 12: a collection is written in a property named value."),
    ];

    public static bool Holds(FlatSchema schema, string property) => All.Any(promise => promise.Property == property && promise.Of(schema));
}
