using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>What may be written, field by field; all else is read-only or unknown.</summary>
internal static class BcShapes
{
    /// <summary>Largest amount or quantity, as a decimal of the database holds it.</summary>
    public const decimal Largest = 999_999_999_999_999.99m;

    private static readonly Shape Number = Size("Edm.Decimal", value => value.TryGetValue<decimal>(out var number) && Math.Abs(number) <= Largest);
    private static readonly Shape Whole = Size("Edm.Int32", value => value.TryGetValue<int>(out _));
    private static readonly Shape Long = Size("Edm.Int64", value => value.TryGetValue<long>(out _));
    private static readonly Shape Id = Literal(BcKind.Id);

    // What such an id refers to is not simulated: only the blank one leads nowhere rightly.
    private static readonly Shape NoId = Shape.Where(
        JsonValueKind.String, value => BcValue.Parse(BcKind.Id, value.GetValue<string>()) is Guid id && id == Guid.Empty ? null : "The value does not match to an entity.");

    private static readonly Shape Date = Literal(BcKind.Date);
    private static readonly Shape Instant = Literal(BcKind.Instant);

    private static readonly (string, Shape)[] Line =
    [
        ("sequence", Whole), ("itemId", Id), ("accountId", NoId), ("lineType", Shape.OneOf("Comment", "Account", "Item", "Resource", "Charge")), ("lineObjectNumber", Shape.Text(20)), ("description", Shape.Text(100)),
        ("description2", Shape.Text(50)), ("unitOfMeasureId", NoId), ("unitOfMeasureCode", Shape.Text(10)), ("quantity", Number), ("unitPrice", Number), ("discountAmount", Number), ("discountPercent", Number),
        ("taxCode", Shape.Text(20)), ("shipmentDate", Date), ("itemVariantId", Id), ("locationId", Id),
    ];

    private static readonly (string, Shape)[] Document =
    [
        ("externalDocumentNumber", Shape.Text(35)), ("postingDate", Date), ("customerId", Id), ("customerNumber", Shape.Text(20)), ("currencyId", Id), ("currencyCode", Shape.Text(10)), ("paymentTermsId", NoId),
        ("shipmentMethodId", NoId), ("salesperson", Shape.Text(20)), ("shortcutDimension1Code", Shape.Text(20)), ("shortcutDimension2Code", Shape.Text(20)), ("discountAmount", Number), ("phoneNumber", Shape.Text(30)), ("email", Shape.Text(80)), ("billToCustomerId", NoId), ("billToCustomerNumber", Shape.Text(20)),
    ];

    public static readonly Shape OrderLine = Shape.Object([.. Line, ("shippedQuantity", Number), ("invoicedQuantity", Number), ("invoiceQuantity", Number), ("shipQuantity", Number)]);

    public static readonly Shape CreditLine = Shape.Object(Line);

    public static readonly Shape Order = Shape.Object(
        [.. Document, ("orderDate", Date), ("pricesIncludeTax", Shape.Boolean), ("partialShipping", Shape.Boolean), ("requestedDeliveryDate", Date), ("fullyShipped", Shape.Boolean), ("salesOrderLines", Shape.List(OrderLine))]);

    /// <summary>The fields of a head that move no amount.</summary>
    public static readonly Shape OrderHead = Shape.Object([.. Document.Where(field => field.Item1 is "externalDocumentNumber" or "postingDate" or "salesperson" or "phoneNumber" or "email"), ("requestedDeliveryDate", Date), ("orderDate", Date)]);

    public static readonly Shape CreditMemo = Shape.Object(
        [.. Document, ("creditMemoDate", Date), ("dueDate", Date), ("invoiceId", Id), ("invoiceNumber", Shape.Text(20)), ("customerReturnReasonId", NoId), ("salesCreditMemoLines", Shape.List(CreditLine))]);

    public static readonly Shape Customer = Shape.Object(
        ("number", Shape.Text(20)), ("displayName", Shape.Text(100)), ("type", Shape.OneOf("Company", "Person")), ("addressLine1", Shape.Text(100)), ("addressLine2", Shape.Text(50)), ("city", Shape.Text(30)), ("state", Shape.Text(30)),
        ("country", Shape.Text(10)), ("postalCode", Shape.Text(20)), ("phoneNumber", Shape.Text(30)), ("email", Shape.Text(80)), ("website", Shape.Text(80)), ("salespersonCode", Shape.Text(20)), ("creditLimit", Number), ("taxLiable", Shape.Boolean),
        ("taxAreaId", NoId), ("taxRegistrationNumber", Shape.Text(20)), ("currencyId", NoId), ("currencyCode", Shape.Text(10)), ("paymentTermsId", NoId), ("shipmentMethodId", NoId),
        ("paymentMethodId", NoId), ("blocked", Shape.Text()), ("lastModifiedDateTime", Instant));

    public static readonly Shape Payment = Shape.Object(
        ("journalId", Id), ("journalDisplayName", Shape.Text(10)), ("lineNumber", Whole), ("customerId", Id), ("customerNumber", Shape.Text(20)), ("postingDate", Date), ("documentNumber", Shape.Text(20)),
        ("externalDocumentNumber", Shape.Text(35)), ("amount", Number), ("appliesToInvoiceId", Id), ("appliesToInvoiceNumber", Shape.Text(20)), ("description", Shape.Text(100)), ("comment", Shape.Text(250)));

    private static readonly Shape AccountType = Shape.OneOf("G_x002F_L_x0020_Account", "Bank_x0020_Account");

    public static readonly Shape JournalLine = Shape.Object(
        ("journalId", Id), ("lineNumber", Whole), ("accountType", AccountType), ("accountId", NoId), ("accountNumber", Shape.Text(20)), ("postingDate", Date), ("documentNumber", Shape.Text(20)), ("externalDocumentNumber", Shape.Text(35)),
        ("amount", Number), ("description", Shape.Text(100)), ("comment", Shape.Text(250)), ("taxCode", Shape.Text(20)), ("balanceAccountType", AccountType), ("balancingAccountId", NoId), ("balancingAccountNumber", Shape.Text(20)));

    public static readonly Shape Subscription = Shape.Object(("notificationUrl!", Shape.Text(250)), ("resource!", Shape.Text(2048)), ("clientState", Shape.Text(2048)), ("timestamp", Long));

    public static IReadOnlyDictionary<string, BcKind> Fields(string text, string number = "", string flag = "", string id = "id", string date = "") =>
        new[] { (text, BcKind.Text), (number, BcKind.Number), (flag, BcKind.Flag), (id, BcKind.Id), (date, BcKind.Date), ("lastModifiedDateTime", BcKind.Instant) }
            .SelectMany(group => group.Item1.Split(' ', StringSplitOptions.RemoveEmptyEntries), (group, name) => (name, group.Item2))
            .ToDictionary(field => field.name, field => field.Item2, StringComparer.Ordinal);

    private static Shape Literal(BcKind kind) =>
        Shape.Where(JsonValueKind.String, value => BcValue.Parse(kind, value.GetValue<string>()) is null ? $"Cannot convert the literal to the expected type '{BcValue.NameOf(kind)}'." : null);

    private static Shape Size(string type, Func<JsonValue, bool> fits) => Shape.Where(JsonValueKind.Number, value => fits(value) ? null : $"Cannot convert the literal to the expected type '{type}'.");
}
