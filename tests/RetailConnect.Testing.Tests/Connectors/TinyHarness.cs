namespace RetailConnect.Testing.Tests.Connectors;

/// <summary>Brings the tiny connector, as it is or with a flaw.</summary>
internal sealed class TinyHarness(Flaw flaw = Flaw.None) : IConnectorHarness
{
    public IReadOnlyList<string> Secrets => [TinyVendor.ApiKey, TinyVendor.WebhookSecret];

    public string? RequestIdHeader => TinyVendor.RequestId;

    public string? Lacks(ConnectorAbility ability, EntityType? type) => (ability, type?.Name) switch
    {
        (ConnectorAbility.UnknownValues, "customer") => "A customer of the tiny vendor has no word of a vocabulary.",
        (ConnectorAbility.Times, "customer") => "A customer of the tiny vendor has no time.",
        (ConnectorAbility.Reading, "product") => "The tiny connector reads products for the sake of their pictures.",
        _ => null,
    };

    public Connection Open(ConformanceHost host) => host.Open<TinyConnector, TinyOptions>(new() { Flaw = flaw });

    public ValueTask<IConnectorVendor> PrepareAsync(ConformanceHost host, CancellationToken cancellationToken) => new(new TinyVendor(host.Time));
}
