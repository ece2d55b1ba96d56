namespace RetailConnect;

/// <summary>The store can't do what was asked; nothing was saved, unless the message says that it may have been. To repeat is safe: what is there already is recognised.</summary>
public sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);
