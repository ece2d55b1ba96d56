using CustomConnector.Depot;
using CustomConnector.StandIn;
using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Http;

namespace RetailConnect.CustomConnector.Tests;

/// <summary>A connection to a stand-in of its own, as a host would open it.</summary>
internal sealed class Depot : IConnectionTransport, IAsyncDisposable
{
    private readonly ServiceProvider host;

    public Depot()
    {
        host = new ServiceCollection().AddSingleton(TimeProvider.System).AddSingleton<ICrosswalk>(new NoLinks()).AddSingleton<IConnectionTransport>(this).BuildServiceProvider();
        Connection = Open(new() { BaseAddress = new("https://northwind.depot.example/"), ApiKey = DepotStandIn.ApiKey, WebhookSecret = EventPost.Secret }, host);
    }

    public DepotStandIn StandIn { get; } = new(TimeProvider.System);

    public Connection Connection { get; }

    /// <summary>Opens a connection that calls nobody.</summary>
    public static Connection OpenWith(DepotOptions options)
    {
        using var host = new ServiceCollection().AddSingleton<ICrosswalk>(new NoLinks()).BuildServiceProvider();
        return Open(options, host);
    }

    public HttpMessageHandler Open(ConnectionContext connection) => StandIn;

    public ValueTask<WriteReceipt> WriteAsync(Order order, ExternalId? target = null) => Connection.Part<IChangeSink<Order>>()!.WriteAsync(
        new Envelope<Order>
        {
            Id = 1, Tenant = new("northwind"), Sync = "orders", Origin = "web", Target = "depot", Change = Change.Upserted(order.Id, CanonicalJson.Fingerprint(order), order),
            Canonical = CanonicalIds.Of("web", order.Id), TargetId = target, IdempotencyKey = IdempotencyKey.Derive(order.Id.Value, CanonicalJson.Fingerprint(order)),
        },
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await host.DisposeAsync();
        StandIn.Dispose();
    }

    private static Connection Open(DepotOptions options, IServiceProvider host) => Connection.Open<DepotConnector, DepotOptions>(new(new("northwind"), "depot", DepotConnector.SystemName), options, host);

    private sealed class NoLinks : ICrosswalk
    {
        public ValueTask<ExternalId?> FindExternalAsync(CrosswalkScope scope, CanonicalId id, CancellationToken cancellationToken) => new(default(ExternalId?));

        public ValueTask<CanonicalId?> FindCanonicalAsync(CrosswalkScope scope, ExternalId id, CancellationToken cancellationToken) => new(default(CanonicalId?));

        public ValueTask<string?> FindFingerprintAsync(CrosswalkScope scope, CanonicalId id, CancellationToken cancellationToken) => new(default(string));
    }
}
