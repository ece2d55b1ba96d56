namespace RetailConnect.Contracts;

public sealed class TalonOneTests
{
    private const string Session = """{"customerSession":{"profileId":"customer-1","state":"closed","cartItems":[{"name":"Shirt","sku":"S-1","quantity":2,"price":10.5}]},"responseContent":["customerSession","loyalty"]}""";
    private const string Profiles = """{"customerProfiles":[{"integrationId":"customer-1","attributes":{"Email":"a@example.test"}}]}""";
    private const string Return = """{"return":{"returnedCartItems":[{"position":0,"quantity":1}]}}""";

    [Fact]
    public void A_session_is_valid() => Verdict.Valid(Requests.TalonOne("PUT", "/v2/customer_sessions/order-1", Session));

    [Fact]
    public void Several_profiles_are_valid() => Verdict.Valid(Requests.TalonOne("PUT", "/v2/customer_profiles?silent=yes", Profiles));

    [Theory]
    [InlineData("\"integrationId\"", "\"id\"", "property-required", "integrationId")]
    [InlineData("{\"Email\":\"a@example.test\"}", "\"none\"", "object-expected", "attributes")]
    [InlineData("\"customerProfiles\"", "\"profiles\"", "no-additional-properties-allowed", "profiles")]
    public void Several_profiles_are_refused_when_wrong(string part, string instead, string rule, string about) =>
        Verdict.Broken(Requests.TalonOne("PUT", "/v2/customer_profiles?silent=yes", Profiles.Replace(part, instead, StringComparison.Ordinal)), rule, about);

    [Fact]
    public void A_return_is_valid_with_its_key() => Verdict.Valid(Requests.TalonOne("POST", "/v2/customer_sessions/order-1/returns", Return).With("Idempotency-Key", "k1"));

    [Fact]
    public void A_balance_is_valid() => Verdict.Valid(Requests.TalonOne("GET", "/v1/loyalty_programs/7/profile/customer-1/balances"));

    [Theory]
    [InlineData("\"closed\"", "\"done\"", "not-in-enumeration", "state")]
    [InlineData("\"quantity\":2", "\"quantity\":0", "number-too-small", "quantity")]
    [InlineData("\"quantity\":2", "\"quantity\":\"2\"", "integer-expected", "quantity")]
    [InlineData("\"sku\":\"S-1\",", "", "property-required", "sku")]
    [InlineData("\"name\":\"Shirt\"", "\"position\":1", "read-only-sent", "position")]
    [InlineData("\"profileId\"", "\"profileID\"", "no-additional-properties-allowed", "profileID")]
    [InlineData("\"loyalty\"", "\"points\"", "not-in-enumeration", "responseContent")]
    public void A_session_is_refused_when_wrong(string part, string instead, string rule, string about) =>
        Verdict.Broken(Requests.TalonOne("PUT", "/v2/customer_sessions/order-1", Session.Replace(part, instead, StringComparison.Ordinal)), rule, about);

    [Fact]
    public void Attributes_are_the_retailers_own() =>
        Verdict.Valid(Requests.TalonOne("PUT", "/v2/customer_sessions/order-1", Session.Replace("\"profileId\"", "\"attributes\":{\"Store\":\"Main\"},\"profileId\"", StringComparison.Ordinal)));

    [Fact]
    public void A_return_without_key_is_refused() => Verdict.Broken(Requests.TalonOne("POST", "/v2/customer_sessions/order-1/returns", Return), "header-missing", "Idempotency-Key");

    [Fact]
    public void A_key_that_is_too_long_is_refused() =>
        Verdict.Broken(Requests.TalonOne("POST", "/v2/customer_sessions/order-1/returns", Return).With("Idempotency-Key", new string('k', 256)), "header-too-long", "255");

    [Theory]
    [InlineData("GET", "/v3/customer_sessions/order-1", "unknown-path", "path")]
    [InlineData("POST", "/v2/customer_sessions/order-1", "unknown-method", "PUT")]
    [InlineData("GET", "/v1/loyalty_programs/seven/profile/customer-1/balances", "path-parameter", "loyaltyProgramId")]
    [InlineData("GET", "/v1/loyalty_programs/7/profile/customer-1/balances?currency=EUR", "unknown-query", "currency")]
    public void A_request_is_refused_when_its_line_is_wrong(string method, string path, string rule, string about) => Verdict.Broken(Requests.TalonOne(method, path), rule, about);
}
