using Microsoft.Extensions.Options;

namespace RetailConnect.Core.Tests;

/// <summary>Settings of a connector whose parts the test chooses.</summary>
internal sealed class ProbeOptions
{
    public string ApiKey { get; set; } = "";

    public Action<ConnectorBuilder<ProbeOptions>> Build { get; set; } = _ => { };
}

internal sealed class ProbeConnector : IConnector<ProbeOptions>
{
    public static string SystemName => "probe";

    public static void Build(ConnectorBuilder<ProbeOptions> connector) => connector.Options.Build(connector);
}

internal sealed class ProbeValidator : IValidateOptions<ProbeOptions>
{
    public ValidateOptionsResult Validate(string? name, ProbeOptions options) =>
        options.ApiKey.Length >= 8 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail("ApiKey must have at least 8 characters.");
}

internal sealed class StockSink(ConnectionContext context, ConnectionLinks links, TimeProvider time) : IChangeSink<StockLevel>, ILookUp<StockLevel>
{
    public ConnectionLinks Links => links;

    public ValueTask<WriteReceipt> WriteAsync(Envelope<StockLevel> envelope, CancellationToken cancellationToken) => new(new WriteReceipt($"{context.Name}@{time.GetUtcNow().Year}"));

    public ValueTask<WriteReceipt?> FindAsync(Envelope<StockLevel> envelope, CancellationToken cancellationToken) => new(default(WriteReceipt));
}

internal sealed class BatchSink : IBatchSink<StockLevel>
{
    public ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<Envelope<StockLevel>> envelopes, CancellationToken cancellationToken) => new([]);
}

internal sealed class ProductSource : IChangeSource<Product>, IEntitySource<Product>
{
    public ValueTask<ChangePage<Product>> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => new(new ChangePage<Product>([], new("end"), false));

    public ValueTask<IReadOnlyList<Change<Product>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken) => new([]);
}
