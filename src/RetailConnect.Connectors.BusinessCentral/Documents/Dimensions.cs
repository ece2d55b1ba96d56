namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>Values of the two global dimensions that a document gets.</summary>
/// <param name="First">Value of global dimension 1; null leaves it to Business Central's defaults.</param>
/// <param name="Second">Value of global dimension 2; null leaves it to Business Central's defaults.</param>
internal readonly record struct Dimensions(string? First, string? Second);
