using Microsoft.Extensions.DependencyInjection;

namespace RetailConnect.Http;

/// <summary>How a connection's API client is authenticated, limited and read.</summary>
public sealed class ApiBuilder
{
    internal Func<HttpRequestMessage, bool> Reads { get; private set; } = static _ => false;

    internal Func<IServiceProvider, RateBudget>? Budget { get; private set; }

    internal Func<IServiceProvider, IFaultMapper>? Faults { get; private set; }

    internal Func<IServiceProvider, ITokenSource>? Tokens { get; private set; }

    internal Action<HttpRequestMessage, AccessToken> ApplyToken { get; private set; } = static (request, token) => request.Headers.Authorization = new("Bearer", token.Value);

    /// <summary>Takes calls from a budget, normally the one that <see cref="ConnectorHttpExtensions.AddBudget{TBudget, TOptions}"/> added: one instance for all clients of a vendor account.</summary>
    public ApiBuilder UseBudget<TBudget>(Func<IServiceProvider, TBudget> budget)
        where TBudget : RateBudget
    {
        Budget = budget;
        return this;
    }

    /// <summary>Names calls that only read though their method is POST: searches and queries; like a GET they are repeated at once when they fail.</summary>
    /// <param name="reads">True for a call that changes nothing.</param>
    public ApiBuilder UseReads(Func<HttpRequestMessage, bool> reads)
    {
        Reads = reads;
        return this;
    }

    /// <summary>Reads the vendor's refusals with a mapper.</summary>
    public ApiBuilder UseFaults<TMapper>()
        where TMapper : IFaultMapper, new()
    {
        Faults = static _ => new TMapper();
        return this;
    }

    /// <summary>Authenticates with tokens that are renewed when they expire or are refused.</summary>
    /// <param name="source">Makes the source of tokens.</param>
    /// <param name="apply">Puts a token on a request; null makes it a bearer token.</param>
    public ApiBuilder UseTokens<TSource>(Func<IServiceProvider, TSource> source, Action<HttpRequestMessage, AccessToken>? apply = null)
        where TSource : ITokenSource
    {
        Tokens = provider => source(provider);
        ApplyToken = apply ?? ApplyToken;
        return this;
    }
}
