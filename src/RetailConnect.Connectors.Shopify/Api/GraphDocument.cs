namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>One GraphQL document.</summary>
/// <remarks>
/// Costs are first estimated by Shopify's published rules: an object costs 1 point, a connection 2 plus its page times what one node costs, a mutation 10; scalars are free.
/// The first answer then tells the true figure.
/// </remarks>
/// <param name="Name">Name of the operation.</param>
/// <param name="Text">The document.</param>
/// <param name="Fixed">Estimated points whatever is asked for.</param>
/// <param name="Each">Estimated points for each entity asked for.</param>
internal sealed record GraphDocument(string Name, string Text, double Fixed, double Each = 0)
{
    /// <summary>Name of the request property that says whether the document only reads.</summary>
    public const string ReadsKey = "RetailConnect.Shopify.Reads";

    /// <summary>True when the document changes nothing.</summary>
    public bool Reads { get; } = !Text.Split('\n').Any(line => line.TrimStart().StartsWith("mutation", StringComparison.Ordinal));

    public double Estimate(int size) => Math.Max(1, Fixed + (Each * size));
}
