namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>What may be written, field by field; all else is read-only or unknown.</summary>
internal static class BcShapes
{
    private static readonly (string, Shape)[] Line =
    [
        ("sequence", Shape.Number), ("itemId", Shape.Text(36)), ("accountId", Shape.Text(36)), ("lineType", Shape.OneOf("Comment", "Account", "Item", "Resource", "Charge")), ("lineObjectNumber", Shape.Text(20)), ("description", Shape.Text(100)),
        ("description2", Shape.Text(50)), ("unitOfMeasureId", Shape.Text(36)), ("unitOfMeasureCode", Shape.Text(10)), ("quantity", Shape.Number), ("unitPrice", Shape.Number), ("discountAmount", Shape.Number), ("discountPercent", Shape.Number),
        ("taxCode", Shape.Text(20)), ("shipmentDate", Shape.Text()), ("itemVariantId", Shape.Text(36)), ("locationId", Shape.Text(36)),
    ];

    private static readonly (string, Shape)[] Document =
    [
        ("externalDocumentNumber", Shape.Text(35)), ("postingDate", Shape.Text()), ("customerId", Shape.Text(36)), ("customerNumber", Shape.Text(20)), ("currencyId", Shape.Text(36)), ("currencyCode", Shape.Text(10)), ("paymentTermsId", Shape.Text(36)),
        ("shipmentMethodId", Shape.Text(36)), ("salesperson", Shape.Text(20)), ("discountAmount", Shape.Number), ("phoneNumber", Shape.Text(30)), ("email", Shape.Text(80)), ("billToCustomerId", Shape.Text(36)), ("billToCustomerNumber", Shape.Text(20)),
    ];

    public static readonly Shape OrderLine = Shape.Object([.. Line, ("shippedQuantity", Shape.Number), ("invoicedQuantity", Shape.Number), ("invoiceQuantity", Shape.Number), ("shipQuantity", Shape.Number)]);

    public static readonly Shape CreditLine = Shape.Object(Line);

    public static readonly Shape Order = Shape.Object(
        [.. Document, ("orderDate", Shape.Text()), ("pricesIncludeTax", Shape.Boolean), ("partialShipping", Shape.Boolean), ("requestedDeliveryDate", Shape.Text()), ("fullyShipped", Shape.Boolean), ("salesOrderLines", Shape.List(OrderLine))]);

    public static readonly Shape CreditMemo = Shape.Object(
        [.. Document, ("creditMemoDate", Shape.Text()), ("dueDate", Shape.Text()), ("invoiceId", Shape.Text(36)), ("invoiceNumber", Shape.Text(20)), ("customerReturnReasonId", Shape.Text(36)), ("salesCreditMemoLines", Shape.List(CreditLine))]);

    public static readonly Shape Customer = Shape.Object(
        ("number", Shape.Text(20)), ("displayName", Shape.Text(100)), ("type", Shape.OneOf("Company", "Person")), ("addressLine1", Shape.Text(100)), ("addressLine2", Shape.Text(50)), ("city", Shape.Text(30)), ("state", Shape.Text(30)),
        ("country", Shape.Text(10)), ("postalCode", Shape.Text(20)), ("phoneNumber", Shape.Text(30)), ("email", Shape.Text(80)), ("website", Shape.Text(80)), ("salespersonCode", Shape.Text(20)), ("creditLimit", Shape.Number), ("taxLiable", Shape.Boolean),
        ("taxAreaId", Shape.Text(36)), ("taxRegistrationNumber", Shape.Text(20)), ("currencyId", Shape.Text(36)), ("currencyCode", Shape.Text(10)), ("paymentTermsId", Shape.Text(36)), ("shipmentMethodId", Shape.Text(36)),
        ("paymentMethodId", Shape.Text(36)), ("blocked", Shape.Text()), ("lastModifiedDateTime", Shape.Text()));

    public static readonly Shape Subscription = Shape.Object(("notificationUrl!", Shape.Text(250)), ("resource!", Shape.Text(2048)), ("clientState", Shape.Text(2048)), ("timestamp", Shape.Number));

    public static IReadOnlySet<string> Fields(string names) => names.Split(' ').ToHashSet(StringComparer.Ordinal);
}
