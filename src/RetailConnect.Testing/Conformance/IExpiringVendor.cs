namespace RetailConnect.Testing;

/// <summary>A vendor whose access tokens expire: <see cref="ConnectorAbility.ExpiringTokens"/>; it tells its token calls.</summary>
public interface IExpiringVendor
{
    /// <summary>Makes every access token invalid that was issued until now.</summary>
    void ExpireTokens();
}
