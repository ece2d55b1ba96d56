namespace RetailConnect.Connectors.TalonOne.Api.Contracts;

/// <summary>One of the profiles that are saved together; attributes that are not named stay as they are.</summary>
internal sealed record ProfileEntry(string IntegrationId, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>Leaves personal data out, so that a log can't hold it.</summary>
    public override string ToString() => $"{IntegrationId} with {Attributes.Count} attributes";
}
