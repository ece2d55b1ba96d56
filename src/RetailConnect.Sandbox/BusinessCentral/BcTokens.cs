using System.Text;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>The directory's token endpoint, for client credentials.</summary>
internal sealed class BcTokens(BusinessCentralSettings settings, TimeProvider time)
{
    private const int Seconds = 3599;
    private const string Scope = "https://api.businesscentral.dynamics.com/.default";
    private readonly Dictionary<string, DateTimeOffset> ends = [];
    private long issued;

    public bool Accepts(string? authorization) => authorization is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] && ends.TryGetValue(token, out var end) && time.GetUtcNow() < end;

    public void Expire() => ends.Clear();

    public SandboxResponse Grant(SandboxRequest request)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Encoding.UTF8.GetString(request.Body.Span).Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)))
        {
            if (!fields.TryAdd(Text(pair[0]), pair.Length == 2 ? Text(pair[1]) : ""))
            {
                return Refused(400, "invalid_request", $"The request body must contain the parameter '{Text(pair[0])}' once.");
            }
        }

        foreach (var name in (string[])["grant_type", "client_id", "client_secret", "scope"])
        {
            if (fields.GetValueOrDefault(name) is not { Length: > 0 })
            {
                return Refused(400, "invalid_request", $"AADSTS900144: The request body must contain the following parameter: '{name}'.");
            }
        }

        return fields["grant_type"] != "client_credentials" ? Refused(400, "unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.")
            : fields["client_id"] != settings.ClientId || fields["client_secret"] != settings.ClientSecret ? Refused(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.")
            : fields["scope"] != Scope ? Refused(400, "invalid_scope", "AADSTS70011: The provided value for the input parameter 'scope' is not valid.")
            : Issue();
    }

    private static string Text(string part) => Uri.UnescapeDataString(part.Replace('+', ' '));

    private static SandboxResponse Refused(int status, string error, string description) => SandboxResponse.Json(status, new JsonObject { ["error"] = error, ["error_description"] = description });

    private SandboxResponse Issue()
    {
        var now = time.GetUtcNow();
        foreach (var ended in ends.Where(entry => entry.Value <= now).Select(entry => entry.Key).ToList())
        {
            ends.Remove(ended);
        }

        var token = $"bc-token-{++issued:D8}";
        ends[token] = now.AddSeconds(Seconds);
        return SandboxResponse.Json(200, new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = Seconds, ["ext_expires_in"] = Seconds, ["access_token"] = token });
    }
}
