namespace RetailConnect.Http;

/// <summary>Keeps what a request was authenticated with out of faults: vendors and proxies say back what they were sent.</summary>
internal static class Credentials
{
    private const int Shortest = 8;
    private const string Hidden = "(hidden)";

    /// <summary>Returns the fault, without the request's credentials in its texts.</summary>
    public static ConnectorException Hide(ConnectorException fault, HttpRequestMessage request)
    {
        var sent = request.Headers.Where(header => IsCredential(header.Key)).SelectMany(header => header.Value).Select(value => value[(value.LastIndexOf(' ') + 1)..]).Where(secret => secret.Length >= Shortest).ToList();
        return sent.Any(secret => Holds(fault.Message, secret) || Holds(fault.Advice, secret)) ? new(fault.Kind, Clean(fault.Message, sent), fault.InnerException)
        {
            Reason = fault.Reason, Advice = fault.Advice is { } advice ? Clean(advice, sent) : null, RetryAfter = fault.RetryAfter, VendorRequestId = fault.VendorRequestId, MayHaveTakenEffect = fault.MayHaveTakenEffect,
        } : fault;
    }

    private static bool IsCredential(string header) =>
        header.Contains("authorization", StringComparison.OrdinalIgnoreCase) || header.Contains("token", StringComparison.OrdinalIgnoreCase) || header.EndsWith("api-key", StringComparison.OrdinalIgnoreCase);

    private static bool Holds(string? text, string secret) => text?.Contains(secret, StringComparison.Ordinal) == true;

    private static string Clean(string text, List<string> secrets) => secrets.Aggregate(text, (left, secret) => left.Replace(secret, Hidden, StringComparison.Ordinal));
}
