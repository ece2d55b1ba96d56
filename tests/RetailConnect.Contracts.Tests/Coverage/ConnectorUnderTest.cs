using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Connectors.BusinessCentral;
using RetailConnect.Connectors.Shopify;
using RetailConnect.Connectors.Square;
using RetailConnect.Connectors.TalonOne;
using RetailConnect.Http;
using RetailConnect.Tests;

namespace RetailConnect.Contracts.Coverage;

/// <summary>A connector as it is wired, with its internal interfaces laid open.</summary>
internal sealed class ConnectorUnderTest
{
    private readonly Connection connection;
    private readonly MemoryCrosswalk links;

    private ConnectorUnderTest(string vendor, Type connector, AnsweringWire wire, MemoryCrosswalk links, Connection connection)
    {
        Vendor = vendor;
        Assembly = connector.Assembly;
        Wire = wire;
        this.connection = connection;
        this.links = links;
        var json = Assembly.GetTypes().Single(type => type.IsSubclassOf(typeof(JsonSerializerContext)));
        Json = ((JsonSerializerContext)json.GetProperty("Default", BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!).Options;
    }

    public string Vendor { get; }

    public Assembly Assembly { get; }

    public AnsweringWire Wire { get; }

    /// <summary>The connector's own options of its serializer.</summary>
    public JsonSerializerOptions Json { get; }

    /// <summary>Every method of every Refit interface.</summary>
    public IReadOnlyList<MethodInfo> Methods => [.. Assembly.GetTypes().Where(type => type.IsInterface).SelectMany(type => type.GetMethods()).Where(method => method.GetCustomAttribute<Refit.HttpMethodAttribute>() is not null)];

    /// <summary>The connectors, opened.</summary>
    public static IReadOnlyList<ConnectorUnderTest> All { get; } = Create();

    /// <summary>Opens the connectors anew, with wires that nobody shares.</summary>
    public static IReadOnlyList<ConnectorUnderTest> Create() =>
    [
        Open<BusinessCentralConnector, BusinessCentralOptions>(new()
        {
            BaseAddress = new("https://erp.example/"), TokenAddress = new("https://login.example/"), AadTenant = "contoso.example", Environment = "production", CompanyId = new(OpenApi.LeafValue.Id),
            ClientId = "app", ClientSecret = "secret-of-the-test", WebhookClientState = "client-state-of-the-test",
        }),
        Open<ShopifyConnector, ShopifyOptions>(new() { Shop = new("https://shop.example/"), ClientId = "app", ClientSecret = "secret-of-the-test" }),
        Open<SquareConnector, SquareOptions>(new() { BaseAddress = new("https://square.example/"), ClientId = "app", ClientSecret = "secret-of-the-test", RefreshToken = "refresh-of-the-test" }),
        Open<TalonOneConnector, TalonOneOptions>(new() { BaseAddress = new("https://club.example/"), ApiKey = "key-of-the-test-only", LoyaltyProgramId = 7 }),
    ];

    public static ConnectorUnderTest Of(string vendor) => All.Single(connector => connector.Vendor == vendor);

    /// <summary>Returns a part of the connection.</summary>
    public TPart Part<TPart>()
        where TPart : class => connection.Part<TPart>()!;

    /// <summary>Returns a part of the connection, its type being internal.</summary>
    public object Part(Type type) => typeof(Connection).GetMethod(nameof(Connection.Part))!.MakeGenericMethod(type).Invoke(connection, null) ?? throw new InvalidOperationException($"{Vendor} has no {type.Name}.");

    /// <summary>Links an entity of the connection.</summary>
    public void Link(EntityType type, string canonical, string external) => links.Link(new(TestConnection.Tenant, type, "one"), canonical, external);

    /// <summary>Returns an internal type by its name.</summary>
    public Type Named(string name) => Assembly.GetTypes().Single(type => type.Name == name);

    private static ConnectorUnderTest Open<TConnector, TOptions>(TOptions options)
        where TConnector : IConnector<TOptions>
        where TOptions : class, new()
    {
        var wire = new AnsweringWire(TConnector.SystemName);
        var links = new MemoryCrosswalk();
        var connection = TestConnection.Open<TConnector, TOptions>("one", options, links, configure: services => services.AddSingleton<IConnectionTransport>(wire));
        return new(TConnector.SystemName, typeof(TConnector), wire, links, connection);
    }
}
