namespace RetailConnect.Testing;

/// <summary>The vendor's double in one check; disposing it removes everything.</summary>
/// <remarks>What the kit wants of it beyond answering calls are further interfaces: <see cref="IReadableVendor"/>, <see cref="IWritableVendor"/>, <see cref="IWebhookVendor"/>, <see cref="IExpiringVendor"/>.</remarks>
public interface IConnectorVendor : IAsyncDisposable
{
    /// <summary>Answers the connector's calls.</summary>
    HttpMessageHandler Handler { get; }

    /// <summary>Shapes the body of a refusal as the vendor does.</summary>
    /// <param name="status">Status code.</param>
    /// <param name="words">What the vendor says to it; plain letters.</param>
    string Refusal(int status, string words) => $$"""{"message":"{{words}}"}""";

    /// <summary>True for a call that buys an access token: the kit lets it pass where it spoils others.</summary>
    bool IsTokenCall(HttpRequestMessage request) => false;
}
