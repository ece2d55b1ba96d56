namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Every document that is sent. Sizes keep each below 1,000 points; the figure at the end is the estimate.</summary>
internal static class Documents
{
    private const string Bag = "{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }";

    private const string Line = $"id name sku quantity isGiftCard variant {{ id }} originalUnitPriceSet {Bag} discountAllocations {{ allocatedAmountSet {Bag} }} taxLines(first: 2) {{ title rate priceSet {Bag} }}";

    private const string OrderFields = $$"""
        id name processedAt updatedAt cancelledAt taxesIncluded displayFinancialStatus displayFulfillmentStatus customer { id }
        lineItems(first: 10) { nodes { {{Line}} } pageInfo { hasNextPage endCursor } }
        shippingLines(first: 2) { nodes { title isRemoved originalPriceSet {{Bag}} discountAllocations { allocatedAmountSet {{Bag}} } taxLines { title rate priceSet {{Bag}} } } }
        fulfillmentOrders(first: 2) { nodes { assignedLocation { location { id } } } }
        fulfillments(first: 3) { id location { id } trackingInfo(first: 1) { company number } }
        transactions(first: 4) { id kind status gateway amountSet {{Bag}} }
        totalPriceSet {{Bag}} totalTipReceivedSet {{Bag}} totalCashRoundingAdjustment { paymentSet {{Bag}} }
        """;

    private const string RefundFields = $$"""
        id processedAt updatedAt order { id name taxesIncluded customer { id } } totalRefundedSet {{Bag}}
        refundLineItems(first: 10) { nodes { id quantity restocked location { id } lineItem { id sku title } subtotalSet {{Bag}} totalTaxSet {{Bag}} } pageInfo { hasNextPage endCursor } }
        refundShippingLines(first: 2) { nodes { subtotalAmountSet {{Bag}} } }
        orderAdjustments(first: 2) { nodes { amountSet {{Bag}} } }
        transactions(first: 2) { nodes { id kind status gateway amountSet {{Bag}} } }
        """;

    private const string CustomerFields = "id firstName lastName updatedAt defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber } defaultAddress { address1 address2 city provinceCode zip }";

    private const string ProductFields = "id title description status updatedAt variants(first: 50) { nodes { id title sku barcode price compareAtPrice inventoryItem { id unitCost { amount currencyCode } } } pageInfo { hasNextPage endCursor } }";

    public static readonly GraphDocument OrderVersions = new(
        "query OrderVersions($first: Int!, $after: String, $query: String) { orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) { nodes { id updatedAt } pageInfo { hasNextPage endCursor } } }", 252);

    public static readonly GraphDocument OrdersById = new($$"""query OrdersById($ids: [ID!]!) { orderNodes: nodes(ids: $ids) { ... on Order { {{OrderFields}} } } }""", 960);

    public static readonly GraphDocument MoreLines = new(
        $$"""query MoreLines($id: ID!, $after: String) { order(id: $id) { id lineItems(first: 40, after: $after) { nodes { {{Line}} } pageInfo { hasNextPage endCursor } } } }""", 720);

    public static readonly GraphDocument RefundIds = new(
        "query RefundIds($first: Int!, $after: String, $query: String) { orderRefunds: orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) { nodes { id refunds(first: 10) { id updatedAt } } pageInfo { hasNextPage endCursor } } }", 602);

    public static readonly GraphDocument RefundsById = new($$"""query RefundsById($ids: [ID!]!) { refundNodes: nodes(ids: $ids) { ... on Refund { {{RefundFields}} } } }""", 900);

    public static readonly GraphDocument Customers = new(
        $$"""query Customers($first: Int!, $after: String, $query: String) { customers(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) { nodes { {{CustomerFields}} } pageInfo { hasNextPage endCursor } } }""", 502);

    public static readonly GraphDocument CustomersById = new($$"""query CustomersById($ids: [ID!]!) { customerNodes: nodes(ids: $ids) { ... on Customer { {{CustomerFields}} } } }""", 400);

    public static readonly GraphDocument Products = new(
        $$"""query Products($first: Int!, $after: String, $query: String) { products(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) { nodes { {{ProductFields}} } pageInfo { hasNextPage endCursor } } shop { currencyCode } }""", 780);

    public static readonly GraphDocument ProductsById = new($$"""query ProductsById($ids: [ID!]!) { productNodes: nodes(ids: $ids) { ... on Product { {{ProductFields}} } } shop { currencyCode } }""", 780);

    public static readonly GraphDocument Locations = new("query Locations($first: Int!, $after: String) { locations(first: $first, after: $after) { nodes { id name isActive } pageInfo { hasNextPage endCursor } } }", 102);

    public static readonly GraphDocument Stock = new(
        """query Stock($ids: [ID!]!) { stockNodes: nodes(ids: $ids) { ... on InventoryItem { id inventoryLevels(first: 10) { nodes { location { id } quantities(names: ["available"]) { name quantity } } pageInfo { hasNextPage endCursor } } } } }""", 990);

    public static readonly GraphDocument ProductSet = new(
        "mutation ProductSet($identifier: ProductSetIdentifiers, $input: ProductSetInput!) { productSet(identifier: $identifier, input: $input, synchronous: true) { product { id title status updatedAt variants(first: 100) { nodes { id title sku price inventoryItem { id } } } } userErrors { code field message } } }", 320);

    public static readonly GraphDocument SetQuantities = new(
        "mutation SetQuantities($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { code field message } } }", 12);

    public static readonly GraphDocument Activate = new(
        "mutation Activate($item: ID!, $updates: [InventoryBulkToggleActivationInput!]!) { inventoryBulkToggleActivation(inventoryItemId: $item, inventoryItemUpdates: $updates) { userErrors { code field message } } }", 12);

    public static readonly GraphDocument Subscriptions = new("query Subscriptions($first: Int!, $after: String) { webhookSubscriptions(first: $first, after: $after) { nodes { id topic uri } pageInfo { hasNextPage endCursor } } }", 102);

    public static readonly GraphDocument Subscribe = new(
        "mutation Subscribe($topic: WebhookSubscriptionTopic!, $input: WebhookSubscriptionInput!) { webhookSubscriptionCreate(topic: $topic, webhookSubscription: $input) { userErrors { field message } } }", 12);

    public static readonly GraphDocument Resubscribe = new(
        "mutation Resubscribe($id: ID!, $input: WebhookSubscriptionInput!) { webhookSubscriptionUpdate(id: $id, webhookSubscription: $input) { userErrors { field message } } }", 12);
}
