namespace RetailConnect.Http;

/// <summary>Asks a vendor for a new access token.</summary>
public interface ITokenSource
{
    /// <summary>Requests a token.</summary>
    /// <exception cref="ConnectorException">The vendor refused or failed.</exception>
    ValueTask<AccessToken> RequestAsync(CancellationToken cancellationToken);
}
