namespace RetailConnect.Connectors.BusinessCentral.Catalog;

/// <summary>What a document line needs to sell a variant.</summary>
/// <param name="Number">The item's number.</param>
/// <param name="Variant">Id of the item's variant; null when the item has none.</param>
internal readonly record struct ItemKey(string Number, Guid? Variant)
{
    /// <summary>Base unit of measure of the item, in which channels count; null where it is not known, or not needed.</summary>
    public string? Unit { get; init; }

    /// <summary>The crosswalk's form: the number, or the number and the variant's id.</summary>
    public ExternalId ToExternal() => Variant is { } id ? $"{Number}/{id}" : Number;

    public static ItemKey Parse(ExternalId external)
    {
        var slash = external.Value.LastIndexOf('/');
        return slash > 0 && Guid.TryParse(external.Value.AsSpan(slash + 1), out var variant) ? new(external.Value[..slash], variant) : new(external.Value, null);
    }
}
