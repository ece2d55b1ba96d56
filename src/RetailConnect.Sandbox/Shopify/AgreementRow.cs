namespace RetailConnect.Sandbox.Shopify;

/// <summary>What shop and customer agreed on at one moment: the order, an edit of it, a refund.</summary>
internal sealed record AgreementRow(string Id, string Type, string Reason, DateTimeOffset At, IReadOnlyList<SaleRow> Sales, RefundRow? Refund = null);

/// <summary>One part of an agreement; amounts of what goes back are negative.</summary>
internal sealed record SaleRow(string Id, string Type, string Action, string LineType, OrderLineRow? Line, int? Units, Bag Total, Bag Discount, Bag Tax);
