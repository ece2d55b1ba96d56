namespace RetailConnect.Testing;

/// <summary>A promise is not kept; the message says what was expected and what was seen.</summary>
public sealed class ConformanceException(string message, Exception? inner = null) : Exception(message, inner);
