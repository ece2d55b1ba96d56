using RetailConnect.Sandbox;

namespace RetailConnect.Contracts;

public sealed class JudgeTests
{
    [Fact]
    public void Equal_violations_are_one_group()
    {
        var judge = ContractJudge.Require();
        RequestRecord[] records =
        [
            Requests.Square("GET", "/v2/locations"),
            .. Enumerable.Range(1, 3).Select(n => Requests.Square("POST", "/v2/inventory/changes/batch-create", $$"""{"idempotency_key":"k{{n}}","changes":[{"type":"PHYSICAL_COUNT","qty":{{n}}}]}""")),
            Requests.Square("GET", "/v2/nowhere"),
        ];

        var groups = judge.CheckAll(records);

        Assert.Equal(2, groups.Count);
        Assert.Equal((3, 2, "no-additional-properties-allowed"), (groups[0].Count, groups[0].Example, groups[0].First.Rule));
        Assert.Equal((1, 5, "unknown-path"), (groups[1].Count, groups[1].Example, groups[1].First.Rule));
    }

    [Fact]
    public void A_vendor_without_contract_is_a_violation() => Verdict.Broken(Requests.Record("acme-pos", "GET", "/v1/sales", null, "Authorization"), "unknown-vendor", "contract");

    [Theory]
    [InlineData("shopify", "POST", "/admin/oauth/access_token")]
    [InlineData("business-central", "POST", "/contoso/oauth2/v2.0/token")]
    [InlineData("business-central", "GET", "/v2.0/contoso/production/api/acme/retail/v1.0/companies(11111111-1111-1111-1111-111111111111)/stockByLocation")]
    [InlineData("business-central", "POST", "/v2.0/contoso/production/api/v2.0/subscriptions")]
    [InlineData("business-central", "POST", "/v2.0/contoso/production/api/v2.0/companies(11111111-1111-1111-1111-111111111111)/journals(11111111-1111-1111-1111-111111111111)/journalLines")]
    public void What_no_contract_describes_is_excepted_with_a_reason(string vendor, string method, string path)
    {
        Assert.NotEmpty(KnownException.For(vendor, method, path)!.Reason);
        Verdict.Valid(Requests.Record(vendor, method, path, null, "Authorization"));
    }

    [Theory]
    [InlineData("shopify", "GET", "/admin/oauth/access_token")]
    [InlineData("business-central", "GET", "/v2.0/contoso/production/api/v2.0/companies(11111111-1111-1111-1111-111111111111)/stockByLocation")]
    [InlineData("business-central", "POST", "/v2.0/contoso/production/api/v2.0/companies(11111111-1111-1111-1111-111111111111)/journals(11111111-1111-1111-1111-111111111111)/Microsoft.NAV.post")]
    [InlineData("square", "POST", "/admin/oauth/access_token")]
    public void An_exception_covers_no_more_than_it_says(string vendor, string method, string path) => Assert.Null(KnownException.For(vendor, method, path));
}
