namespace RetailConnect;

/// <summary>The store can't do what was asked; nothing was saved.</summary>
public sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);
