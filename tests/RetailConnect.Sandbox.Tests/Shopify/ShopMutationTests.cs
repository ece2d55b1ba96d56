using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.Shopify;

public sealed class ShopMutationTests
{
    private const string Options = """ "productOptions":[{"name":"Title","values":[{"name":"S"},{"name":"M"}]}] """;
    private const string Small = """ "optionValues":[{"optionName":"Title","name":"S"}] """;

    [Theory]
    [InlineData("""{"title":" "}""", "null", "INVALID_INPUT")]
    [InlineData("""{"handle":"new"}""", """{"handle":"new"}""", "INVALID_INPUT")]
    [InlineData("""{"title":"A"}""", """{"handle":"new"}""", "MISSING_FIELD_REQUIRED")]
    [InlineData("""{"title":"A","handle":"other"}""", """{"handle":"new"}""", "INPUT_MISMATCH")]
    [InlineData("""{"title":"A","id":"1"}""", """{"handle":"new"}""", "ID_NOT_ALLOWED")]
    [InlineData("""{"title":"A","handle":"shirt"}""", "null", "HANDLE_NOT_UNIQUE")]
    [InlineData("""{"title":"A"}""", """{"id":"gid://shopify/Product/9"}""", "PRODUCT_DOES_NOT_EXIST")]
    [InlineData("""{"title":"A","id":"gid://shopify/Product/9"}""", "null", "PRODUCT_DOES_NOT_EXIST")]
    [InlineData("""{"title":"A","variants":[{SMALL}]}""", "null", "PRODUCT_OPTIONS_INPUT_MISSING")]
    [InlineData("""{"title":"A",OPTIONS}""", "null", "VARIANTS_INPUT_MISSING")]
    [InlineData("""{"title":"A",OPTIONS,"variants":[{"id":"gid://shopify/ProductVariant/9",SMALL}]}""", "null", "PRODUCT_VARIANT_DOES_NOT_EXIST")]
    [InlineData("""{"title":"A",OPTIONS,"variants":[{"id":"SHIRT",SMALL}]}""", "null", "PRODUCT_VARIANT_DOES_NOT_EXIST")]
    [InlineData("""{"title":"A",OPTIONS,"variants":[{SMALL},{SMALL}]}""", "null", "INVALID_VARIANT")]
    [InlineData("""{"title":"A",OPTIONS,"variants":[{SMALL,"price":"-1"}]}""", "null", "INVALID_VARIANT")]
    public async Task A_refused_product_changes_nothing(string input, string identifier, string code)
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        var shirt = await shop.SetAsync($$"""{"title":"Shirt",{{Options}},"variants":[{{{Small}},"sku":"SHIRT"}]}""");
        var variant = (string)shirt["product"]!["variants"]!["nodes"]![0]!["id"]!;
        var before = await AllAsync(shop);

        var payload = await shop.SetAsync(
            input.Replace("OPTIONS", Options, StringComparison.Ordinal).Replace("SMALL", Small, StringComparison.Ordinal).Replace("SHIRT", variant, StringComparison.Ordinal), identifier);

        Assert.Null(payload["product"]);
        Assert.Equal(code, (string?)payload["userErrors"]![0]!["code"]);
        Assert.Equal(before, await AllAsync(shop));
    }

    [Fact]
    public async Task An_erasure_is_put_into_the_queue_once_and_erases_nothing_yet()
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        var ada = shop.Simulator.AddCustomer("Ada", "Lovelace", "ada@example.test", "");
        Assert.Equal((ada, null), await EraseAsync(ada));
        Assert.Equal((null, "FAILED_TO_REQUEST"), await EraseAsync(ada));
        Assert.Equal((null, "DOES_NOT_EXIST"), await EraseAsync("gid://shopify/Customer/404"));
        Assert.Equal([ada], shop.Simulator.Erasures);
        Assert.Single(shop.Simulator.Customers);

        async Task<(string? Customer, string? Code)> EraseAsync(string id)
        {
            var (_, body) = await shop.AskAsync($$"""mutation { customerRequestDataErasure(customerId: "{{id}}") { customerId userErrors { code field message } } }""");
            var payload = body["data"]!["customerRequestDataErasure"]!;
            return ((string?)payload["customerId"], (string?)payload["userErrors"]!.AsArray().FirstOrDefault()?["code"]);
        }
    }

    [Fact]
    public async Task A_product_type_stays_unless_another_is_told()
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        var id = (string)(await shop.SetAsync($$"""{"title":"Shirt","productType":"Textiles",{{Options}},"variants":[{{{Small}},"sku":"SHIRT"}]}"""))["product"]!["id"]!;
        await shop.SetAsync("""{"title":"Shirts"}""", $$"""{"id":"{{id}}"}""");
        Assert.Equal([("SHIRT", "Textiles")], shop.Simulator.ProductTypes);
        await shop.SetAsync("""{"title":"Shirts","productType":"Clothes"}""", $$"""{"id":"{{id}}"}""");
        var (_, body) = await shop.AskAsync($$"""{ product(id: "{{id}}") { productType } }""");
        Assert.Equal("Clothes", (string?)body["data"]!["product"]!["productType"]);
    }

    [Theory]
    [InlineData("\"ten\"")]
    [InlineData("\"1e400\"")]
    [InlineData("\"79228162514264337593543950336\"")]
    [InlineData("\"1,5\"")]
    [InlineData("10")]
    [InlineData("1e300")]
    [InlineData("true")]
    public async Task A_price_that_is_no_text_of_a_number_is_refused(string price)
    {
        using var shop = new Shop();
        await shop.GrantAsync();

        var (_, body) = await shop.AskAsync(
            "mutation P($input: ProductSetInput!) { productSet(input: $input) { product { id } } }", $$$"""{"input":{"title":"A",{{{Options}}},"variants":[{{{{Small}}},"price":{{{price}}}}]}}""");

        Assert.True(body.ContainsKey("errors"));
        Assert.Empty(shop.Simulator.Variants);
    }

    [Fact]
    public async Task A_new_product_gets_a_handle_of_its_own()
    {
        using var shop = new Shop();
        await shop.GrantAsync();

        Assert.Equal("blue-shirt", (string?)(await shop.SetAsync("""{"title":"Blue Shirt"}"""))["product"]!["handle"]);
        Assert.Equal("blue-shirt-1", (string?)(await shop.SetAsync("""{"title":"Blue Shirt"}"""))["product"]!["handle"]);
    }

    [Theory]
    [InlineData("1000000001", "INVALID_QUANTITY_TOO_HIGH")]
    [InlineData("-1000000001", "INVALID_QUANTITY_TOO_LOW")]
    public async Task Stock_out_of_range_is_refused(string quantity, string code)
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        var item = await shop.StockAsync("A", "10.00", 5);

        var (_, body) = await SetStockAsync(shop, item, "k", $"\"quantity\":{quantity},\"changeFromQuantity\":null");

        Assert.Equal(code, (string?)body["data"]!["inventorySetQuantities"]!["userErrors"]![0]!["code"]);
        Assert.Equal(5, shop.Simulator.Levels.Single().Available);
    }

    [Theory]
    [InlineData("\"quantity\":99999999999,\"changeFromQuantity\":null")]
    [InlineData("\"quantity\":\"4\",\"changeFromQuantity\":null")]
    [InlineData("\"quantity\":4.5,\"changeFromQuantity\":null")]
    [InlineData("\"quantity\":4")]
    public async Task A_stock_line_of_another_form_is_refused(string line)
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        var item = await shop.StockAsync("A", "10.00", 5);

        Assert.True((await SetStockAsync(shop, item, "k", line)).Body.ContainsKey("errors"));
        Assert.True((await SetStockAsync(shop, item, " ", "\"quantity\":4,\"changeFromQuantity\":null")).Body.ContainsKey("errors"));
        Assert.Equal(5, shop.Simulator.Levels.Single().Available);
    }

    [Fact]
    public async Task A_key_counts_once_and_only_for_its_input()
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        var item = await shop.StockAsync("A", "10.00", 5);

        await SetStockAsync(shop, item, "k", "\"quantity\":7,\"changeFromQuantity\":5");
        Assert.Empty((JsonArray)(await SetStockAsync(shop, item, "k", "\"quantity\":7,\"changeFromQuantity\":5")).Body["data"]!["inventorySetQuantities"]!["userErrors"]!);
        Assert.Equal("IDEMPOTENCY_KEY_PARAMETER_MISMATCH", (string?)(await SetStockAsync(shop, item, "k", "\"quantity\":8,\"changeFromQuantity\":7")).Body["data"]!["inventorySetQuantities"]!["userErrors"]![0]!["code"]);

        var (_, body) = await shop.AskAsync($$"""mutation { inventoryActivate(inventoryItemId: "{{item}}", locationId: "{{shop.Location}}", available: 9) @idempotent(key: "stock-A") { userErrors { message } } }""");
        Assert.Single((JsonArray)body["data"]!["inventoryActivate"]!["userErrors"]!);
        Assert.Equal(7, shop.Simulator.Levels.Single().Available);
    }

    [Fact]
    public async Task A_refused_toggle_changes_nothing()
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        var item = await shop.StockAsync("A", "10.00", 5);

        var (_, body) = await shop.AskAsync(
            $$"""mutation { inventoryBulkToggleActivation(inventoryItemId: "{{item}}", inventoryItemUpdates: [{ locationId: "{{shop.Location}}", activate: false }, { locationId: "nowhere", activate: true }]) { userErrors { code } } }""");

        Assert.Equal("LOCATION_NOT_FOUND", (string?)body["data"]!["inventoryBulkToggleActivation"]!["userErrors"]![0]!["code"]);
        Assert.Single(shop.Simulator.Levels);
    }

    [Fact]
    public async Task A_deleted_variant_has_no_stock_to_sell()
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        await shop.StockAsync("A", "10.00", 5);

        await shop.SetAsync($$"""{"title":"A","handle":"a",{{Options}},"variants":[{{{Small}},"sku":"B"}]}""", """{"handle":"a"}""");

        Assert.Null(shop.Simulator.Look("A", shop.Location));
        Assert.Equal("B", Assert.Single(shop.Simulator.Variants).Sku);
    }

    private static Task<(int Status, JsonObject Body)> SetStockAsync(Shop shop, string item, string key, string line) => shop.AskAsync(
        "mutation S($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { code field message } } }",
        $$$"""{"key":"{{{key}}}","input":{"name":"available","reason":"correction","quantities":[{"inventoryItemId":"{{{item}}}","locationId":"{{{shop.Location}}}",{{{line}}}}]}}""");

    private static async Task<string> AllAsync(Shop shop) =>
        (await shop.AskAsync("{ products(first: 9) { nodes { id title handle status updatedAt variants(first: 9) { nodes { id sku title price } } } } }")).Body["data"]!.ToJsonString();
}
