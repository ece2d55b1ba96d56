using System.Text.Json.Serialization;

namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

internal sealed record TokenAnswer
{
    [JsonPropertyName("access_token")] public string? AccessToken { get; init; }

    [JsonPropertyName("expires_in")] public int ExpiresIn { get; init; }

    /// <summary>Leaves the secret out.</summary>
    public override string ToString() => "Token answer";
}

/// <summary>Refusal of the token endpoint.</summary>
internal sealed record TokenRefusal
{
    public string? Error { get; init; }

    [JsonPropertyName("correlation_id")] public string? CorrelationId { get; init; }
}
