using System.Globalization;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQLParser.AST;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>The schema with its resolvers.</summary>
internal static class ShopSchema
{
    public static Schema Build(ShopState state, ShopViews views, PaymentViews payments, ShopHooks hooks, ShopFiles files, ShopBulk bulk, ShopFulfillments fulfillments, TimeProvider time)
    {
        using var stream = typeof(ShopSchema).Assembly.GetManifestResourceStream("shopify-admin.graphql")!;
        using var reader = new StreamReader(stream);
        Schema? built = null;
        var schema = built = Schema.For(reader.ReadToEnd(), build =>
        {
            foreach (var name in (string[])["Node", "SalesAgreement", "Sale", "PurchasingEntity", "File", "Media"])
            {
                build.Types.For(name).ResolveType = value => (IObjectGraphType)built!.AllTypes[((Obj)value).Type]!;
            }
        });
        foreach (var scalar in (string[])["Decimal", "Money", "URL", "DateTime", "UnsignedInt64", "BigInt", "HTML"])
        {
            schema.RegisterType(new TextScalar(scalar));
        }

        schema.Initialize();
        foreach (var type in schema.AllTypes.OfType<IObjectGraphType>().Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            type.IsTypeOf = value => value is Obj found && found.Type == type.Name;
            foreach (var field in type.Fields)
            {
                field.Resolver = Resolve(context => (context.Source as Obj)!.Resolve(context));
            }
        }

        var lists = new ShopPriceLists(state, views);
        var collections = new ShopCollections(state);
        var images = new ShopImages(state, views, hooks, time);
        Root(schema.Query!, Queries(state, views, payments, bulk, lists, collections));
        var (products, stock, subscriptions) = (new ShopProducts(state, views, hooks, time), new ShopStock(state, views, hooks, time), new ShopSubscriptions(state, time));
        var metafields = new ShopMetafields(state, views, time);
        Root(schema.Mutation!, new()
        {
            ["productSet"] = products.Set, ["publishablePublish"] = products.Publish, ["collectionCreate"] = collections.Create, ["customerRequestDataErasure"] = new ShopErasures(state).Request, ["priceListFixedPricesAdd"] = lists.Add, ["priceListFixedPricesDelete"] = lists.Delete, ["metafieldsSet"] = metafields.Set, ["metafieldsDelete"] = metafields.Delete, ["inventorySetQuantities"] = stock.SetQuantities, ["inventoryActivate"] = stock.Activate, ["inventoryBulkToggleActivation"] = stock.Toggle,
            ["fulfillmentCreate"] = fulfillments.Create, ["fulfillmentTrackingInfoUpdate"] = fulfillments.Track, ["fulfillmentCancel"] = fulfillments.Cancel,
            ["fileCreate"] = images.Create, ["fileUpdate"] = images.Update, ["stagedUploadsCreate"] = files.Stage, ["bulkOperationRunMutation"] = bulk.Run, ["bulkOperationRunQuery"] = bulk.RunQuery,
            ["webhookSubscriptionCreate"] = subscriptions.Create, ["webhookSubscriptionUpdate"] = subscriptions.Update, ["webhookSubscriptionDelete"] = subscriptions.Delete,
        });
        return schema;
    }

    private static Dictionary<string, Func<IResolveFieldContext, object?>> Queries(ShopState state, ShopViews views, PaymentViews payments, ShopBulk bulk, ShopPriceLists lists, ShopCollections collections) => new()
    {
        ["shop"] = _ => views.Shop(),
        ["shopifyPaymentsAccount"] = _ => payments.Account(),
        ["node"] = context => views.Node(Id(context)),
        ["nodes"] = context => context.GetArgument<List<string>>("ids") is { Count: <= 250 } ids ? ids.Select(views.Node).ToList() : throw new ExecutionError("The input array size is greater than the maximum allowed of 250.") { Code = "MAX_INPUT_SIZE_EXCEEDED" },
        ["location"] = context => views.Node(context.GetArgument<string?>("id") ?? state.Locations.Keys.First()),
        ["locations"] = context => Relay.Connect(context, "LocationConnection", state.Locations.Values, row => row.Name, views.Location),
        ["product"] = context => views.Node(Id(context)),
        ["productByIdentifier"] = context =>
        {
            var identifier = context.GetArgument<Dictionary<string, object?>>("identifier");
            var found = identifier.GetValueOrDefault("id") is string id ? state.Products.GetValueOrDefault(id) : state.Products.Values.FirstOrDefault(row => row.Handle == identifier.GetValueOrDefault("handle") as string);
            return found is null ? null : views.Product(found);
        },
        ["products"] = context => Relay.Connect(context, "ProductConnection", Sorted(context, state.Products.Values, row => row.Id, row => row.CreatedAt, row => row.UpdatedAt, _ => null), Key<ProductRow>(context, row => row.Id, row => row.CreatedAt, row => row.UpdatedAt), views.Product),
        ["collectionByIdentifier"] = collections.ByIdentifier,
        ["priceList"] = context => state.PriceLists.TryGetValue(Id(context), out var row) ? lists.View(row) : null,
        ["priceLists"] = context => Relay.Connect(context, "PriceListConnection", state.PriceLists.Values.OrderBy(row => context.GetArgument<string?>("sortKey") is "NAME" ? row.Name : Padded(row.Id), StringComparer.Ordinal), row => row.Id, lists.View),
        ["productVariant"] = context => views.Node(Id(context)),
        ["productVariants"] = context => Relay.Connect(context, "ProductVariantConnection", Sorted(context, state.Variants.Values, row => row.Id, row => row.CreatedAt, row => row.UpdatedAt, row => row.Sku), row => Padded(row.Id), views.Variant),
        ["inventoryItem"] = context => views.Node(Id(context)),
        ["inventoryItems"] = context => Relay.Connect(context, "InventoryItemConnection", Sorted(context, state.Items.Values, row => row.Item, row => row.CreatedAt, row => row.UpdatedAt, row => row.Sku), row => Padded(row.Item), views.Item),
        ["order"] = context => views.Node(Id(context)),
        ["orders"] = context => Relay.Connect(context, "OrderConnection", Sorted(context, state.Orders.Values, row => row.Id, row => row.CreatedAt, row => row.UpdatedAt, _ => null), Key<OrderRow>(context, row => row.Id, row => row.CreatedAt, row => row.UpdatedAt), views.Order),
        ["refund"] = context => views.Node(Id(context)),
        ["customer"] = context => views.Node(Id(context)),
        ["customers"] = context => Relay.Connect(context, "CustomerConnection", Sorted(context, state.Customers.Values, row => row.Id, row => row.CreatedAt, row => row.UpdatedAt, _ => null), Key<CustomerRow>(context, row => row.Id, row => row.CreatedAt, row => row.UpdatedAt), ShopViews.Customer),
        ["productVariantsCount"] = context => Count(context, state.Variants.Count),
        ["locationsCount"] = context => Count(context, state.Locations.Count),
        ["files"] = context => Relay.Connect(context, "FileConnection", state.Files.Values.Where(Search.Filter<FileRow>(context.GetArgument<string?>("query"), (row, _) => row.Name, (row, _) => row.CreatedAt, "filename")), row => Padded(row.Id), views.File),
        ["bulkOperation"] = context => state.Bulk.TryGetValue(Id(context), out var row) ? bulk.View(row) : null,
        ["bulkOperations"] = context => Relay.Connect(context, "BulkOperationConnection", bulk.Find(context.GetArgument<string?>("query")), row => row.Id, bulk.View),
        ["webhookSubscriptions"] = context => Relay.Connect(context, "WebhookSubscriptionConnection", state.Subscriptions.Values.Where(row => context.GetArgument<List<string>?>("topics") is not { Count: > 0 } topics || topics.Contains(row.Topic)), row => row.Id, ShopViews.Subscription),
    };

    private static Obj Count(IResolveFieldContext context, int count) => context.GetArgument<string?>("query") is not null
        ? throw new ExecutionError("The simulator counts all, without a query.") { Code = "BAD_REQUEST" }
        : new("Count", ("count", Math.Min(count, context.GetArgument<int?>("limit") ?? int.MaxValue)), ("precision", count > (context.GetArgument<int?>("limit") ?? int.MaxValue) ? "AT_LEAST" : "EXACT"));

    private static string Id(IResolveFieldContext context) => context.GetArgument<string>("id");

    private static void Root(IObjectGraphType type, Dictionary<string, Func<IResolveFieldContext, object?>> resolvers)
    {
        foreach (var field in type.Fields)
        {
            field.Resolver = Resolve(resolvers[field.Name]);
        }
    }

    private static FuncFieldResolver<object?> Resolve(Func<IResolveFieldContext, object?> value) => new(context =>
    {
        var result = value(context);
        Cost.Of(context).Add(result is Obj ? 1 : 0);
        return result;
    });

    private static IEnumerable<T> Sorted<T>(IResolveFieldContext context, IEnumerable<T> rows, Func<T, string> id, Func<T, DateTimeOffset> created, Func<T, DateTimeOffset> updated, Func<T, string?> sku)
    {
        var filter = Search.Filter<T>(
            context.GetArgument<string?>("query"), (row, field) => field is "id" ? ShopState.Tail(id(row)) : sku(row), (row, field) => field is "updated_at" ? updated(row) : created(row), "id", "sku");
        var key = Key(context, id, created, updated);
        return rows.Where(filter).OrderBy(key, StringComparer.Ordinal);
    }

    private static Func<T, string> Key<T>(IResolveFieldContext context, Func<T, string> id, Func<T, DateTimeOffset> created, Func<T, DateTimeOffset> updated) =>
        (context.FieldDefinition.Arguments?.Find("sortKey") is null ? null : context.GetArgument<string?>("sortKey")) switch
        {
            "UPDATED_AT" => row => $"{updated(row).UtcTicks:D20}/{Padded(id(row))}",
            "CREATED_AT" or "PROCESSED_AT" => row => $"{created(row).UtcTicks:D20}/{Padded(id(row))}",
            _ => row => Padded(id(row)),
        };

    private static string Padded(string gid) => ShopState.Tail(gid).PadLeft(20, '0');

    /// <summary>Shopify's decimals, URLs and times are texts on the wire.</summary>
    private sealed class TextScalar : ScalarGraphType
    {
        // Keeps every sum of an order exact.
        private const decimal Highest = 1_000_000_000_000_000m;

        public TextScalar(string name) => Name = name;

        private bool Numeric => Name is "Decimal" or "Money";

        public override object? ParseLiteral(GraphQLValue value) => value switch
        {
            GraphQLStringValue text => Checked(text.Value.ToString()),
            GraphQLNullValue => null,
            _ => ThrowLiteralConversionError(value),
        };

        public override object? ParseValue(object? value) => value switch
        {
            null => null,
            string text => Checked(text),
            _ => ThrowValueConversionError(value),
        };

        public override object? Serialize(object? value) => value;

        private string Checked(string text) =>
            !Numeric || (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= Highest) ? text : throw new FormatException($"'{text}' is no {Name}.");
    }
}
