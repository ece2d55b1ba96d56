namespace RetailConnect.Connectors.TalonOne.Api.Contracts;

/// <summary>A profile to save; attributes that are not named stay as they are.</summary>
internal sealed record ProfileBody(IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>Leaves personal data out, so that a log can't hold it.</summary>
    public override string ToString() => $"Profile with {Attributes.Count} attributes";
}
