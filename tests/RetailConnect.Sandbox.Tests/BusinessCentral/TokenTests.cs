namespace RetailConnect.Sandbox.Tests.BusinessCentral;

public sealed class TokenTests
{
    private readonly Erp erp = new();

    [Fact]
    public void Token_ends_when_its_time_is_over()
    {
        erp.Time.Advance(TimeSpan.FromSeconds(3598));
        Assert.Equal(200, erp.Get("items").Status);
        erp.Time.Advance(TimeSpan.FromSeconds(1));
        erp.Get("items").Refused(401, "Authentication_InvalidCredentials");
    }

    [Theory]
    [InlineData(Erp.TokenForm + "&scope=x", 400, "invalid_request")]
    [InlineData(Erp.TokenForm + "&client_id=other", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&client_id=sandbox-erp-client&client_secret=sandbox-erp-secret", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&client_id=sandbox-erp-client&client_secret=sandbox-erp-secret&scope=openid", 400, "invalid_scope")]
    [InlineData("grant_type=password&client_id=sandbox-erp-client&client_secret=sandbox-erp-secret&scope=" + Erp.Scope, 400, "unsupported_grant_type")]
    [InlineData("grant_type=client_credentials&client_id=sandbox-erp-client&client_secret=wrong&scope=" + Erp.Scope, 401, "invalid_client")]
    [InlineData("", 400, "invalid_request")]
    [InlineData("%&%=%", 400, "invalid_request")]
    public void Wrong_token_request_is_refused_as_the_directory_does(string form, int status, string error)
    {
        var answer = erp.Raw("POST", Erp.TokenPath, form, []);
        Assert.Equal(status, answer.Status);
        Assert.Equal(error, (string?)answer.Json["error"]);
        Assert.NotEmpty((string)answer.Json["error_description"]!);
    }

    [Fact]
    public void Expired_tokens_are_refused()
    {
        erp.Simulator.ExpireTokens();
        erp.Get("items").Refused(401);
    }
}
