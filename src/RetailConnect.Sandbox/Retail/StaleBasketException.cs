namespace RetailConnect.Sandbox.Retail;

/// <summary>Goods or price changed between the look and the sale; nothing was sold.</summary>
internal sealed class StaleBasketException(string message) : InvalidOperationException(message);
