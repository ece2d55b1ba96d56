namespace RetailConnect.Connectors.Square;

/// <summary>Where a product's attribute stands in the catalogue: one custom attribute of items, whose definition the seller has.</summary>
public sealed class SquareAttribute
{
    /// <summary>Creates a place with the defaults.</summary>
    public SquareAttribute()
    {
    }

    /// <summary>Creates a place.</summary>
    /// <param name="key">Key of the definition.</param>
    /// <param name="type">Type of the definition.</param>
    public SquareAttribute(string key, string type = "STRING") => (Key, Type) = (key, type);

    /// <summary>Key of the definition; one that another application made has that application's id and a colon before it. No default.</summary>
    public string Key { get; set; } = "";

    /// <summary>Type of the definition: <c>STRING</c> for texts, dates and times, <c>NUMBER</c> or <c>BOOLEAN</c>. Default <c>STRING</c>.</summary>
    public string Type { get; set; } = "STRING";
}
