namespace RetailConnect.Http;

/// <summary>A bearer token.</summary>
/// <param name="Value">The secret.</param>
/// <param name="ExpiresAt">When it stops working.</param>
public sealed record AccessToken(string Value, DateTimeOffset ExpiresAt)
{
    /// <summary>Leaves the secret out.</summary>
    public override string ToString() => $"Access token until {ExpiresAt:O}";
}
