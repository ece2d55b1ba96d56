namespace RetailConnect;

/// <summary>The customer that a document names.</summary>
/// <param name="Id">The customer's id in the system that holds the document.</param>
public sealed record CustomerReference(ExternalId Id);
