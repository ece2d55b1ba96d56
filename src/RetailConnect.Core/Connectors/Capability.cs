namespace RetailConnect;

/// <summary>Something that a connection can do.</summary>
public abstract record Capability
{
    private protected Capability()
    {
    }
}
