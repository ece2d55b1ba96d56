namespace RetailConnect.Sandbox.Shopify;

/// <summary>One e-mail about a shipment that the shop sent to a buyer, as the judge sees it.</summary>
/// <param name="Order">Id of the order.</param>
/// <param name="Fulfillment">Id of the fulfilment.</param>
/// <param name="Numbers">Tracking numbers that it named.</param>
public sealed record ShopMail(string Order, string Fulfillment, IReadOnlyList<string> Numbers);
