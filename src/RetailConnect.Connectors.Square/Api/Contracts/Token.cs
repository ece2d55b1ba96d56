namespace RetailConnect.Connectors.Square.Api.Contracts;

internal sealed record TokenRequest(string ClientId, string ClientSecret, string GrantType, string RefreshToken)
{
    /// <summary>Leaves the secrets out.</summary>
    public override string ToString() => "Token request";
}

internal sealed record TokenAnswer : Answer
{
    public string? AccessToken { get; init; }

    public string? ExpiresAt { get; init; }

    /// <summary>Leaves the secret out.</summary>
    public override string ToString() => "Token answer";
}
