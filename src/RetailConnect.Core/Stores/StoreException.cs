namespace RetailConnect;

/// <summary>The store can't do what was asked; nothing was saved, unless the message says that it may have been. To repeat is safe: what is there already is recognised.</summary>
public sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True when waiting does not help: the store is of a newer version, damaged, or may not be written by this user.</summary>
    public bool Lasting { get; init; }

    /// <summary>True when the lease that the commit was made under is another host's by now.</summary>
    public bool LeaseLost { get; init; }
}
