namespace RetailConnect.EndToEnd.Tests.Properties;

/// <summary>Reads a channel that may say anything.</summary>
internal sealed class AnyShopConnector : IConnector<AnyShopOptions>
{
    public static string SystemName => "any-shop";

    public static void Build(ConnectorBuilder<AnyShopOptions> connector) =>
        connector.AddSource<Customer, Source<Customer>>().AddSource<Order, Source<Order>>().AddSource<Return, Source<Return>>();

    private sealed class Source<T>(AnyShopOptions options) : IChangeSource<T>
        where T : class
    {
        public ValueTask<ChangePage<T>> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => new(options.Shop.Read<T>(request));
    }
}

internal sealed class AnyShopOptions
{
    public AnyShop Shop { get; set; } = new();
}
