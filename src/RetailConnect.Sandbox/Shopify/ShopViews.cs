using System.Globalization;
using GraphQL;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>The shop's rows as objects of the API.</summary>
internal sealed class ShopViews(ShopState state, ShopifySettings settings, PaymentViews payments, TimeProvider time)
{
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    public static string Amount(decimal value) => value.ToString("0.00##", CultureInfo.InvariantCulture);

    public Obj? Node(string id) => id.Split('/') switch
    {
        [.., "Product", _] when state.Products.TryGetValue(id, out var row) => Product(row),
        [.., "ProductVariant", _] when state.Variants.TryGetValue(id, out var row) => Variant(row),
        [.., "InventoryItem", _] when state.Items.TryGetValue(id, out var row) => Item(row),
        [.., "MediaImage", _] when state.Files.TryGetValue(id, out var row) => File(row),
        [.., "Metafield", _] when state.Metafields.Values.FirstOrDefault(row => row.Id == id) is { } row => Metafield(row),
        [.., "Order", _] when state.Orders.TryGetValue(id, out var row) => Order(row),
        [.., "Refund", _] when state.Refunds.TryGetValue(id, out var row) => Refund(row),
        [.., "FulfillmentOrder", _] when state.Places.TryGetValue(id, out var row) => FulfillmentOrder(row),
        [.., "Fulfillment", _] when state.Fulfillments.TryGetValue(id, out var row) => Fulfillment(row),
        [.., "Customer", _] when state.Customers.TryGetValue(id, out var row) => Customer(row),
        [.., "Location", _] when state.Locations.TryGetValue(id, out var row) => Location(row),
        [.., "WebhookSubscription", _] when state.Subscriptions.TryGetValue(id, out var row) => Subscription(row),
        [.., "ShopifyPaymentsPayout", _] => payments.Find(id),
        _ => null,
    };

    public Obj Shop() => new(
        "Shop", ("id", ShopState.Gid("Shop", 1)), ("name", "Northwind"), ("currencyCode", settings.Currency), ("ianaTimezone", "Europe/London"), ("myshopifyDomain", settings.Domain), ("taxesIncluded", settings.TaxesIncluded));

    public Obj Location(LocationRow row) => new(
        "Location", ("id", row.Id), ("legacyResourceId", ShopState.Tail(row.Id)), ("name", row.Name), ("isActive", true), ("fulfillsOnlineOrders", true), ("createdAt", Time(row.At)), ("updatedAt", Time(row.At)),
        ("inventoryLevels", Obj.With(context => Relay.Connect(context, "InventoryLevelConnection", state.Levels.Values.Where(level => level.Location == row), level => level.Id, Level))));

    public Obj Product(ProductRow row) => new(
        "Product", ("id", row.Id), ("legacyResourceId", ShopState.Tail(row.Id)), ("title", row.Title), ("handle", row.Handle), ("description", row.Html), ("descriptionHtml", row.Html), ("productType", row.Type), ("status", row.Status),
        ("createdAt", Time(row.CreatedAt)), ("updatedAt", Time(row.UpdatedAt)),
        ("options", new List<Obj> { new("ProductOption", ("id", row.Id.Replace("Product", "ProductOption", StringComparison.Ordinal)), ("name", row.Option), ("position", 1), ("values", row.Variants.Select(variant => variant.Title).ToList())) }),
        ("variants", Obj.With(context => Relay.Connect(context, "ProductVariantConnection", row.Variants, variant => variant.Id, Variant))),
        ("media", Obj.With(context => Relay.Connect(context, "MediaConnection", row.Media, file => file.Id, File))),
        ("metafield", Obj.With(context => state.Metafields.TryGetValue((row.Id, context.GetArgument<string?>("namespace") ?? ShopState.AppNamespace, context.GetArgument<string>("key")), out var found) ? Metafield(found) : null)),
        ("metafields", Obj.With(context => Relay.Connect(context, "MetafieldConnection", Metafields(row.Id, context), found => found.Id, Metafield))));

    public Obj File(FileRow row) => new(
        "MediaImage", ("id", row.Id), ("alt", row.Alt), ("createdAt", Time(row.CreatedAt)), ("updatedAt", Time(row.UpdatedAt)), ("fileStatus", row.StatusAt(time.GetUtcNow())), ("mediaContentType", "IMAGE"), ("mimeType", row.Type),
        ("fileErrors", row.StatusAt(time.GetUtcNow()) is FileRow.Failed ? [new("FileError", ("code", "IMAGE_PROCESSING_FAILURE"), ("details", null), ("message", "The file could not be processed because the image could not be processed."))] : new List<Obj>()));

    private IEnumerable<MetafieldRow> Metafields(string owner, IResolveFieldContext context)
    {
        var (space, keys) = (context.GetArgument<string?>("namespace"), context.GetArgument<List<string>?>("keys"));
        return state.Metafields.Values.Where(row => row.Owner == owner && (space is null || row.Namespace == space) && (keys is null || keys.Contains($"{row.Namespace}.{row.Key}")));
    }

    public Obj Metafield(MetafieldRow row) => new(
        "Metafield", ("id", row.Id), ("legacyResourceId", ShopState.Tail(row.Id)), ("namespace", row.Namespace), ("key", row.Key), ("type", row.Type), ("value", row.Value), ("compareDigest", row.Digest),
        ("createdAt", Time(row.CreatedAt)), ("updatedAt", Time(row.UpdatedAt)));

    public Obj Variant(VariantRow row) => new(
        "ProductVariant", ("id", row.Id), ("legacyResourceId", ShopState.Tail(row.Id)), ("title", row.Title), ("sku", row.Sku), ("barcode", row.Barcode), ("price", Amount(row.Price)),
        ("compareAtPrice", row.CompareAt is { } compare ? Amount(compare) : null), ("position", row.Product.Variants.IndexOf(row) + 1),
        ("inventoryQuantity", Obj.Lazy(() => state.Levels.Values.Where(level => level.Variant == row).Sum(level => level.Available))),
        ("selectedOptions", new List<Obj> { new("SelectedOption", ("name", row.Product.Option), ("value", row.Title)) }), ("inventoryItem", Obj.Lazy(() => Item(row))), ("product", Obj.Lazy(() => Product(row.Product))),
        ("createdAt", Time(row.CreatedAt)), ("updatedAt", Time(row.UpdatedAt)));

    public Obj Item(VariantRow row) => new(
        "InventoryItem", ("id", row.Item), ("legacyResourceId", ShopState.Tail(row.Item)), ("sku", row.Sku), ("tracked", row.Tracked), ("unitCost", row.Cost is { } cost ? Money(cost, settings.Currency) : null),
        ("variant", Obj.Lazy(() => Variant(row))), ("createdAt", Time(row.CreatedAt)), ("updatedAt", Time(row.UpdatedAt)),
        ("inventoryLevel", Obj.With(context => state.Levels.TryGetValue((row.Item, context.GetArgument<string>("locationId")), out var level) ? Level(level) : null)),
        ("inventoryLevels", Obj.With(context => Relay.Connect(context, "InventoryLevelConnection", state.Levels.Values.Where(level => level.Variant == row), level => level.Id, Level))));

    public Obj Level(LevelRow row) => new(
        "InventoryLevel", ("id", row.Id), ("isActive", true), ("item", Obj.Lazy(() => Item(row.Variant))), ("location", Location(row.Location)), ("createdAt", Time(row.UpdatedAt)), ("updatedAt", Time(row.UpdatedAt)),
        ("quantities", Obj.With(context => context.GetArgument<List<string>>("names").Select(name => new Obj(
            "InventoryQuantity", ("id", $"gid://shopify/InventoryQuantity/{ShopState.Tail(row.Id)}?name={name}"), ("name", name), ("updatedAt", Time(row.UpdatedAt)),
            ("quantity", name switch
            {
                "available" => row.Available,
                "committed" => row.Committed,
                "on_hand" => row.Available + row.Committed,
                _ => throw new ExecutionError($"The quantity name '{name}' is not known.") { Code = "BAD_REQUEST" },
            }))).ToList())));

    public static Obj Customer(CustomerRow row) => new(
        "Customer", ("id", row.Id), ("legacyResourceId", ShopState.Tail(row.Id)), ("displayName", $"{row.First} {row.Last}"), ("firstName", row.First), ("lastName", row.Last), ("verifiedEmail", true), ("tags", new List<string>()),
        ("createdAt", Time(row.CreatedAt)), ("updatedAt", Time(row.UpdatedAt)),
        ("defaultEmailAddress", row.Email.Length > 0 ? new Obj("CustomerEmailAddress", ("emailAddress", row.Email)) : null),
        ("defaultPhoneNumber", row.Phone.Length > 0 ? new Obj("CustomerPhoneNumber", ("phoneNumber", row.Phone)) : null),
        ("defaultAddress", row.City.Length > 0 ? new Obj(
            "MailingAddress", ("id", row.Id.Replace("Customer", "MailingAddress", StringComparison.Ordinal)), ("address1", row.Street), ("address2", null), ("city", row.City), ("province", null),
            ("provinceCode", null), ("zip", row.Zip), ("country", "United Kingdom")) : null));

    public static Obj Subscription(SubscriptionRow row) => new(
        "WebhookSubscription", ("id", row.Id), ("legacyResourceId", ShopState.Tail(row.Id)), ("topic", row.Topic), ("uri", row.Uri), ("format", "JSON"), ("createdAt", Time(row.CreatedAt)), ("updatedAt", Time(row.UpdatedAt)));

    public Obj Order(OrderRow row)
    {
        var zero = new Bag(0, 0);
        var refunded = row.Refunds.Aggregate(zero, (sum, refund) => sum + refund.Total);
        return new(
            "Order", ("id", row.Id), ("legacyResourceId", ShopState.Tail(row.Id)), ("name", row.Name), ("createdAt", Time(row.CreatedAt)), ("processedAt", Time(row.CreatedAt)), ("updatedAt", Time(row.UpdatedAt)),
            ("cancelledAt", row.CancelledAt is { } off ? Time(off) : null), ("edited", row.IsEdited), ("agreements", Obj.With(context => Relay.Connect(context, "SalesAgreementConnection", row.Agreements, agreement => agreement.Id, agreement => Agreement(row, agreement)))), ("test", false), ("sourceName", row.Basket.Channel), ("tags", row.Tags.ToList()), ("purchasingEntity", Obj.Lazy(() => Purchaser(row))), ("risk", Risk(row)),
            ("dutiesIncluded", false), ("originalTotalDutiesSet", row.Duty.Shop == 0 ? null : Money(row, row.Duty)), ("originalTotalAdditionalFeesSet", row.Fee.Shop == 0 ? null : Money(row, row.Fee)),
            ("additionalFees", row.Fee.Shop == 0 ? new List<Obj>() : [Levy("AdditionalFee", row, row.Fee, ("name", "Deposit"))]), ("taxLines", row.Lines.Select(line => Tax(row, line.Tax)).ToList()),
            ("currencyCode", row.Currency), ("presentmentCurrencyCode", row.Presentment), ("taxesIncluded", settings.TaxesIncluded),
            ("displayFinancialStatus", refunded.Shop == 0 ? "PAID" : refunded.Shop < row.Total.Shop + row.Edited.Shop ? "PARTIALLY_REFUNDED" : "REFUNDED"), ("displayFulfillmentStatus", row.Fulfillments.All(sent => sent.IsCancelled) ? "UNFULFILLED" : row.Places.All(place => place.IsClosed) ? "FULFILLED" : "PARTIALLY_FULFILLED"),
            ("customer", Obj.Lazy(() => row.Customer is { } customer ? Customer(customer) : null)),
            ("lineItems", Obj.With(context => Relay.Connect(context, "LineItemConnection", row.Lines, line => line.Id, line => Line(row, line)))),
            ("shippingLines", Obj.With(context => Relay.Connect(context, "ShippingLineConnection", row.Shipping.Shop == 0 ? [] : new[] { row }, order => order.ShippingId, ShippingLine))),
            ("fulfillmentOrders", Obj.With(context => Relay.Connect(context, "FulfillmentOrderConnection", row.Places, place => place.Id, FulfillmentOrder))),
            ("fulfillments", Obj.Lazy(() => row.Fulfillments.Select(Fulfillment).ToList())), ("refunds", Obj.Lazy(() => row.Refunds.Select(Refund).ToList())), ("transactions", Obj.Lazy(() => row.Transactions.Select(item => Transaction(row, item)).ToList())),
            ("originalTotalPriceSet", Money(row, row.Total)), ("totalPriceSet", Money(row, row.Total + row.Edited)), ("currentTotalPriceSet", Money(row, row.Total + row.Edited - refunded)), ("totalTipReceivedSet", Money(row, row.Tip)),
            ("totalDiscountsSet", Money(row, row.Lines.Aggregate(row.ShippingDiscount, (sum, line) => sum + line.Discounts))), ("totalTaxSet", Money(row, row.Lines.Aggregate(zero, (sum, line) => sum + line.Tax))),
            ("totalShippingPriceSet", Money(row, row.Shipping)), ("subtotalPriceSet", Money(row, row.Lines.Aggregate(zero, (sum, line) => sum + line.Net))),
            ("totalCashRoundingAdjustment", new Obj("CashRoundingAdjustment", ("paymentSet", Money(row, zero)), ("refundSet", Money(row, zero)))));
    }

    public Obj Refund(RefundRow row) => new(
        "Refund", ("id", row.Id), ("legacyResourceId", ShopState.Tail(row.Id)), ("createdAt", Time(row.At)), ("processedAt", Time(row.At)), ("updatedAt", Time(row.At)), ("note", null), ("order", Obj.Lazy(() => Order(row.Order))),
        ("totalRefundedSet", Money(row.Order, row.Total)),
        ("duties", row.Duty.Shop == 0 ? new List<Obj>() : [new("RefundDuty", ("amountSet", Money(row.Order, row.Duty)), ("originalDuty", Levy("Duty", row.Order, row.Order.Duty)))]),
        ("refundLineItems", Obj.With(context => Relay.Connect(context, "RefundLineItemConnection", row.Lines, line => line.Id, line => RefundLine(row, line)))),
        ("refundShippingLines", Obj.With(context => Relay.Connect(context, "RefundShippingLineConnection", row.Extras.Shop == 0 ? [] : new[] { row }, item => item.Id, ShippingBack))),
        ("orderAdjustments", Obj.With(context => Relay.Connect(context, "OrderAdjustmentConnection", row.Adjustment.Shop == 0 ? [] : new[] { row }, item => item.Id, Adjusted))),
        ("transactions", Obj.With(context => Relay.Connect(context, "OrderTransactionConnection", row.Transaction is { } given ? new[] { given } : [], item => item.Id, item => Transaction(row.Order, item)))));

    private static Obj Adjusted(RefundRow row) => new(
        "OrderAdjustment", ("id", row.Id.Replace("Refund/", "OrderAdjustment/", StringComparison.Ordinal)), ("amountSet", Money(row.Order, row.Adjustment)), ("taxAmountSet", Money(row.Order, new Bag(0, 0))));

    private Obj ShippingBack(RefundRow row) => new(
        "RefundShippingLine", ("id", row.Id.Replace("Refund/", "RefundShippingLine/", StringComparison.Ordinal)), ("shippingLine", ShippingLine(row.Order)), ("subtotalAmountSet", Money(row.Order, row.Extras)), ("taxAmountSet", Money(row.Order, new Bag(0, 0))));

    private static Obj Money(decimal amount, string currency) => new("MoneyV2", ("amount", Amount(amount)), ("currencyCode", currency));

    private static Obj Money(OrderRow order, Bag bag) => new("MoneyBag", ("shopMoney", Money(bag.Shop, order.Currency)), ("presentmentMoney", Money(bag.Presentment, order.Presentment)));

    private Obj Line(OrderRow order, OrderLineRow row) => new(
        "LineItem", ("id", row.Id), ("name", $"{row.Variant.Product.Title} - {row.Variant.Title}"), ("title", row.Variant.Product.Title), ("variantTitle", row.Variant.Title), ("sku", row.Variant.Sku), ("quantity", row.Units), ("currentQuantity", row.Units - row.Gone),
        ("isGiftCard", false), ("requiresShipping", true), ("variant", Obj.Lazy(() => Variant(row.Variant))), ("product", Obj.Lazy(() => Product(row.Variant.Product))), ("originalUnitPriceSet", Money(order, row.UnitPrice)),
        ("discountAllocations", new[] { row.Discount, row.OrderDiscount }.Where(part => part.Shop != 0).Select(part => new Obj("DiscountAllocation", ("allocatedAmountSet", Money(order, part)))).ToList()),
        ("duties", order.Duty.Shop != 0 && order.Lines[0] == row ? [Levy("Duty", order, order.Duty)] : new List<Obj>()), ("taxLines", new List<Obj> { Tax(order, row.Tax) }));

    private Obj Agreement(OrderRow order, AgreementRow row) => new(
        row.Type, ("id", row.Id), ("happenedAt", Time(row.At)), ("reason", row.Reason), ("order", Obj.Lazy(() => Order(order))),
        ("refund", Obj.Lazy(() => row.Refund is { } refund ? Refund(refund) : null)),
        ("sales", Obj.With(context => Relay.Connect(context, "SaleConnection", row.Sales, sale => sale.Id, sale => Sale(order, sale)))));

    private Obj Sale(OrderRow order, SaleRow row) => new(
        row.Type, ("id", row.Id), ("actionType", row.Action), ("lineType", row.LineType), ("quantity", row.Units), ("lineItem", Obj.Lazy(() => row.Line is { } line ? Line(order, line) : null)),
        ("shippingLine", Obj.Lazy(() => ShippingLine(order))), ("totalAmount", Money(order, row.Total)), ("totalTaxAmount", Money(order, row.Tax)),
        ("totalDiscountAmountBeforeTaxes", Money(order, settings.TaxesIncluded ? new Bag(0, 0) : row.Discount)), ("totalDiscountAmountAfterTaxes", Money(order, settings.TaxesIncluded ? row.Discount : new Bag(0, 0))),
        ("taxes", row.Line is null ? new List<Obj>() : [new Obj("SaleTax", ("id", $"{row.Id}/Tax"), ("amount", Money(order, row.Tax)), ("taxLine", Tax(order, row.Tax)))]));

    private static Obj Levy(string type, OrderRow order, Bag price, params (string Name, object? Value)[] more) => new(type, [("id", order.Id.Replace("Order/", $"{type}/", StringComparison.Ordinal)), ("price", Money(order, price)), ("taxLines", new List<Obj>()), .. more]);

    private static Obj? Purchaser(OrderRow row) => row.Basket.Company is not { } company ? row.Customer is { } customer ? Customer(customer) : null : new(
        "PurchasingCompany", ("company", new Obj("Company", ("id", ShopState.Gid("Company", company.Id)), ("name", company.Name), ("externalId", company.ExternalId))),
        ("location", new Obj("CompanyLocation", ("id", ShopState.Gid("CompanyLocation", company.Id)), ("name", company.Name), ("externalId", company.BranchExternalId))));

    private static Obj Risk(OrderRow row) => new(
        "OrderRiskSummary", ("assessments", row.Risk is { } level ? [new Obj("OrderRiskAssessment", ("riskLevel", level))] : new List<Obj>()),
        ("recommendation", row.Risk switch { "HIGH" => "CANCEL", "MEDIUM" => "INVESTIGATE", "LOW" => "ACCEPT", _ => "NONE" }));

    private Obj Tax(OrderRow order, Bag tax) => new(
        "TaxLine", ("title", "VAT"), ("rate", (double)settings.TaxRate), ("ratePercentage", (double)settings.TaxRate * 100), ("priceSet", Money(order, tax)), ("channelLiable", order.Basket.IsTaxPaidByChannel));

    private Obj ShippingLine(OrderRow row) => new(
        "ShippingLine", ("id", row.ShippingId), ("title", "Standard"), ("code", "standard"), ("originalPriceSet", Money(row, row.Shipping)), ("discountedPriceSet", Money(row, row.Shipping - row.ShippingDiscount)),
        ("discountAllocations", row.ShippingDiscount.Shop == 0 ? new List<Obj>() : [new("DiscountAllocation", ("allocatedAmountSet", Money(row, row.ShippingDiscount)))]), ("taxLines", new List<Obj>()), ("isRemoved", false));

    private Obj FulfillmentOrder(PlaceRow row) => new(
        "FulfillmentOrder", ("id", row.Id), ("status", row.Status), ("supportedActions", row.Actions.Select(action => new Obj("FulfillmentOrderSupportedAction", ("action", action), ("externalUrl", null))).ToList()),
        ("lineItems", Obj.With(context => Relay.Connect(context, "FulfillmentOrderLineItemConnection", row.Lines, line => line.Id, line => new(
            "FulfillmentOrderLineItem", ("id", line.Id), ("lineItem", Obj.Lazy(() => Line(row.Order, line.Line))), ("totalQuantity", line.Total), ("remainingQuantity", line.Remaining))))),
        ("createdAt", Time(row.At)), ("updatedAt", Time(row.Order.UpdatedAt)),
        ("assignedLocation", new Obj("FulfillmentOrderAssignedLocation", ("name", row.Location.Name), ("location", Location(row.Location)))));

    public Obj Fulfillment(FulfillmentRow row) => new(
        "Fulfillment", ("id", row.Id), ("status", row.IsCancelled ? "CANCELLED" : "SUCCESS"), ("location", Location(row.Location)), ("createdAt", Time(row.At)), ("updatedAt", Time(row.UpdatedAt)),
        ("trackingInfo", Tracking(row)),
        ("fulfillmentLineItems", Obj.With(context => Relay.Connect(context, "FulfillmentLineItemConnection", row.Lines, line => line.Id, line => new(
            "FulfillmentLineItem", ("id", line.Id), ("lineItem", Obj.Lazy(() => Line(row.Order, line.Line.Line))), ("quantity", line.Units))))));

    private static List<Obj> Tracking(FulfillmentRow row) => row.Numbers.Count == 0 && row.Company is null ? []
        : [.. Enumerable.Range(0, Math.Max(1, row.Numbers.Count)).Select(index => new Obj(
            "FulfillmentTrackingInfo", ("company", row.Company), ("number", row.Numbers.ElementAtOrDefault(index)), ("url", row.Urls.ElementAtOrDefault(index))))];

    private static Obj Transaction(OrderRow order, TransactionRow row) => new(
        "OrderTransaction", ("id", row.Id), ("kind", row.Kind), ("status", "SUCCESS"), ("gateway", row.Gateway), ("amountSet", Money(order, row.Amount)), ("createdAt", Time(row.At)), ("processedAt", Time(row.At)), ("test", false));

    private Obj RefundLine(RefundRow refund, RefundLineRow row) => new(
        "RefundLineItem", ("id", row.Id), ("lineItem", Obj.Lazy(() => Line(refund.Order, row.Line))), ("quantity", row.Units), ("restockType", row.Restock), ("restocked", row.Restocked),
        ("location", row.Location is { } location ? Location(location) : null), ("subtotalSet", Money(refund.Order, row.Subtotal)), ("totalTaxSet", Money(refund.Order, row.Tax)), ("priceSet", Money(refund.Order, row.Line.UnitPrice)));
}
