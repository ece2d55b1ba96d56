using System.Text;
using System.Text.RegularExpressions;

namespace RetailConnect.Sandbox;

/// <summary>Takes credentials out of a request before it leaves the process.</summary>
internal static partial class Masking
{
    public const string Mask = "***";
    private static readonly string[] SecretHeaders = ["Authorization", "Proxy-Authorization", "X-Shopify-Access-Token", "X-Api-Key", "Cookie"];

    public static SandboxRequest Apply(SandboxRequest request)
    {
        // Latin-1 maps every byte to one character and back, so that a body which is not text stays as it is.
        var body = Encoding.Latin1.GetString(request.Body.Span);
        var masked = FormSecret().Replace(JsonSecret().Replace(body, "$1\"" + Mask + "\""), "$1" + Mask);
        return request with
        {
            Query = FormSecret().Replace(request.Query, "$1" + Mask),
            Headers = request.Headers.ToDictionary(header => header.Key, header => SecretHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase) ? Mask : header.Value, StringComparer.OrdinalIgnoreCase),
            Body = ReferenceEquals(masked, body) ? request.Body : Encoding.Latin1.GetBytes(masked),
        };
    }

    [GeneratedRegex("""("(?:client_secret|access_token|refresh_token|client_assertion|subject_token|code_verifier|password|clientState)"\s*:\s*)"(?:[^"\\]|\\.)*["]""", RegexOptions.CultureInvariant)]
    private static partial Regex JsonSecret();

    [GeneratedRegex("""((?:^|[?&])(?:client_secret|access_token|refresh_token|client_assertion|subject_token|code_verifier|password)=)[^&\s]*""", RegexOptions.CultureInvariant)]
    private static partial Regex FormSecret();
}
