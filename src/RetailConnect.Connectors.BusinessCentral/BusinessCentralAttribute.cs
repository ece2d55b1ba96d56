namespace RetailConnect.Connectors.BusinessCentral;

/// <summary>As which attribute a property of an item is read.</summary>
public sealed class BusinessCentralAttribute
{
    /// <summary>Creates an attribute without a name.</summary>
    public BusinessCentralAttribute()
    {
    }

    /// <summary>Creates an attribute.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">What it is; null for what the answer's JSON says.</param>
    public BusinessCentralAttribute(string name, AttributeType? type = null) => (Name, Type) = (name, type);

    /// <summary>Name of the attribute. No default.</summary>
    public string Name { get; set; } = "";

    /// <summary>What the attribute is; dates and times need it, because JSON has no such values. Default what the JSON says: a text, a number, or yes or no.</summary>
    public AttributeType? Type { get; set; }
}
