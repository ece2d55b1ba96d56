namespace RetailConnect.Http;

/// <summary>Keeps one connection's token and renews it once for all callers.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class TokenCache(ITokenSource source, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim renewing = new(1);
    private volatile AccessToken? current;

    /// <summary>Returns a token that is valid and is not the one that was refused.</summary>
    public async ValueTask<AccessToken> GetAsync(AccessToken? refused, CancellationToken cancellationToken)
    {
        if (Usable(refused) is { } token)
        {
            return token;
        }

        await renewing.WaitAsync(cancellationToken);
        try
        {
            return Usable(refused) ?? (current = await source.RequestAsync(cancellationToken));
        }
        finally
        {
            renewing.Release();
        }
    }

    public void Dispose() => renewing.Dispose();

    private AccessToken? Usable(AccessToken? refused) =>
        current is { } token && !ReferenceEquals(token, refused) && token.ExpiresAt - Margin > time.GetUtcNow() ? token : null;
}
