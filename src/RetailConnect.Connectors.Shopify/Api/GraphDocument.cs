namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>A GraphQL document with what it costs at most, as far as known.</summary>
/// <remarks>The first figure is our estimate by the published rules; the shop's own figure replaces it with the first answer.</remarks>
internal sealed class GraphDocument(string text, double estimate)
{
    private double cost = estimate;

    public string Text => text;

    public double Cost
    {
        get => Volatile.Read(ref cost);
        set => Volatile.Write(ref cost, value);
    }
}
