namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>The external document number that a write leaves behind.</summary>
internal static class Reference
{
    /// <exception cref="ConnectorException">The canonical id does not fit; cut off it would not be unique.</exception>
    public static string Of(CanonicalId id) => id.Value.Length <= CanonicalIds.MostCharacters ? id.Value
        : throw new ConnectorException(FaultKind.Rejected, $"'{id}' is longer than an external document number.") { Reason = "reference-too-long" };
}
