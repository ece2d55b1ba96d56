namespace RetailConnect;

/// <summary>An entity's id in one connected system, as that system writes it.</summary>
/// <param name="Value">The id.</param>
public readonly record struct ExternalId(string Value)
{
    /// <summary>Reads an id.</summary>
    public static implicit operator ExternalId(string value) => new(value);

    /// <summary>Reads an id.</summary>
    public static ExternalId FromString(string value) => new(value);

    /// <summary>Returns the id.</summary>
    public override string ToString() => Value;
}
