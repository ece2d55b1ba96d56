using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Polly;
using Refit;
using RetailConnect.Http;

namespace RetailConnect;

/// <summary>Adds typed API clients to connectors.</summary>
public static class ConnectorHttpExtensions
{
    private const long LargestAnswer = 64 * 1024 * 1024;
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Adds a Refit client for an API; connector parts ask for <typeparamref name="TApi"/> in their constructors.</summary>
    /// <remarks>Handlers, outermost first: faults, retries (reads only), budget, token, circuit breaker and time limit of one attempt, sockets: a retry takes from the budget like a first call. All failures arrive as <see cref="ConnectorException"/>.</remarks>
    /// <param name="connector">The connector.</param>
    /// <param name="configure">Sets base address and fixed headers.</param>
    /// <param name="json">The connector's source-generated JSON options.</param>
    /// <param name="api">Sets authentication, budget and fault mapping.</param>
    public static ConnectorBuilder<TOptions> AddApi<TApi, TOptions>(
        this ConnectorBuilder<TOptions> connector, Action<HttpClient, TOptions> configure, JsonSerializerOptions json, Action<ApiBuilder>? api = null)
        where TApi : class
        where TOptions : class, new()
    {
        var builder = new ApiBuilder();
        api?.Invoke(builder);
        var options = connector.Options;
        var context = connector.Connection;
        var client = connector.Services
            .AddRefitGeneratedClient<TApi>(SettingsFor(json, context))
            .ConfigureHttpClient(http =>
            {
                http.MaxResponseContentBufferSize = LargestAnswer;
                http.Timeout = Timeout.InfiniteTimeSpan;
                configure(http, options);
            });
        AddHandlers(client, builder, context);
        return connector;
    }

    /// <summary>Adds the budget of the vendor account that the connection uses; connections of any tenant of the host that name the same account share it.</summary>
    /// <remarks>Connector parts and <see cref="ApiBuilder.UseBudget{TBudget}"/> get it by its type. The first connection that is opened makes it, with its own settings.</remarks>
    /// <param name="connector">The connector.</param>
    /// <param name="account">Name of the account as the vendor counts calls; it is shown in metrics, so of a secret only <see cref="SecretName.Of"/> belongs in it. Case does not matter.</param>
    /// <param name="create">Makes the budget.</param>
    /// <param name="system">Name of the system that counts the calls, where several connectors speak to one; null means the connection's own.</param>
    public static ConnectorBuilder<TOptions> AddBudget<TBudget, TOptions>(this ConnectorBuilder<TOptions> connector, string account, Func<IServiceProvider, TBudget> create, string? system = null)
        where TBudget : RateBudget
        where TOptions : class, new()
    {
        var key = new VendorAccount(system ?? connector.Connection.System, account.ToLowerInvariant());
        connector.Services.AddSingleton(provider => provider.GetRequiredService<VendorAccounts>().Share(key, () =>
        {
            var budget = create(provider);
            budget.Account = key;
            return budget;
        }));
        return connector;
    }

    private static RefitSettings SettingsFor(JsonSerializerOptions json, ConnectionContext context) => new(new SystemTextJsonContentSerializer(json))
    {
        ExceptionFactory = static _ => ValueTask.FromResult<Exception?>(null),
        TransportExceptionFactory = static (_, exception, _) => exception,
        DeserializationExceptionFactory = (_, exception) => ValueTask.FromResult<Exception?>(StandardFaults.NoAnswer(context.System, exception)),
    };

    private static void AddHandlers(IHttpClientBuilder client, ApiBuilder api, ConnectionContext context)
    {
        ConnectionSockets.Use(client, context);
        client.AddHttpMessageHandler(provider => new FaultHandler(
            context, api.Faults?.Invoke(provider), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<FaultHandler>>()));
        client.AddResilienceHandler("retries", (pipeline, context) => OnTheHostsClock(pipeline, context).AddRetry(Repeats.Of(api.Reads, pipeline.TimeProvider!)));
        client.AddHttpMessageHandler(provider => new BudgetHandler(api.Budget?.Invoke(provider) ?? new UnlimitedBudget(provider.GetRequiredService<TimeProvider>()), context));
        if (api.Tokens is { } tokens)
        {
            client.Services.TryAddSingleton(provider => new TokenCache(tokens(provider), provider.GetRequiredService<TimeProvider>()));
            client.AddHttpMessageHandler(provider => new TokenHandler(provider.GetRequiredService<TokenCache>(), api.ApplyToken));
        }

        client.AddResilienceHandler("attempt", static (pipeline, context) => OnTheHostsClock(pipeline, context).AddCircuitBreaker(Breaker()).AddTimeout(AttemptTimeout));
        client.Services.TryAddSingleton<VendorClock>();
        client.AddHttpMessageHandler(provider => new WholeAnswer(LargestAnswer, provider.GetRequiredService<VendorClock>()));
    }

    private static ResiliencePipelineBuilder<HttpResponseMessage> OnTheHostsClock(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context)
    {
        pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();

        // The engine says once what failed and what follows; a line for each attempt would bury it.
        pipeline.TelemetryListener = null;
        return pipeline;
    }

    private static HttpCircuitBreakerStrategyOptions Breaker() => new()
    {
        FailureRatio = 0.5, MinimumThroughput = 50, SamplingDuration = TimeSpan.FromSeconds(45), BreakDuration = TimeSpan.FromSeconds(5),
    };
}
