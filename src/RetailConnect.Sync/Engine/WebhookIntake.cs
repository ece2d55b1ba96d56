using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RetailConnect.Sync.Engine;

/// <inheritdoc cref="IWebhookIntake"/>
internal sealed class WebhookIntake(SyncEngine engine, EngineParts parts) : IWebhookIntake
{
    private static readonly Counter<long> Accepted = RetailConnectDiagnostics.Meter.CreateCounter<long>(RetailConnectDiagnostics.HintsAccepted);
    private static readonly Counter<long> Refused = RetailConnectDiagnostics.Meter.CreateCounter<long>(RetailConnectDiagnostics.WebhooksRefused);

    public async ValueTask<WebhookVerdict> ReceiveAsync(string tenant, string connection, WebhookRequest request, CancellationToken cancellationToken)
    {
        if (engine.Find(tenant) is not { } runtime || runtime.Connection(connection)?.Connection.Part<IWebhookVerifier>() is not { } verifier)
        {
            Count(Refused, "unknown", "unknown", "unknown-address");
            return WebhookVerdict.Refused(404, "unknown-address");
        }

        // The vendor signs the address that it was told; what the caller wrote into its Host header is no evidence.
        var verdict = verifier.Verify(engine.AddressOf(tenant, connection) is { } told ? request with { Address = WithQuery(told, request.Address) } : request);
        if (verdict.Reason is { } reason)
        {
            Count(Refused, tenant, connection, reason);
            return verdict;
        }

        await RecordAsync(runtime, connection, verdict.Hints, cancellationToken);
        Count(Accepted, tenant, connection, "");
        return verdict;
    }

    private static Uri WithQuery(Uri told, Uri called) => called.Query.Length == 0 ? told : new UriBuilder(told) { Query = called.Query }.Uri;

    private static void Count(Counter<long> counter, string tenant, string connection, string reason) => counter.Add(1, new TagList
    {
        { RetailConnectDiagnostics.TenantTag, tenant }, { RetailConnectDiagnostics.ConnectionTag, connection }, { RetailConnectDiagnostics.ReasonTag, reason },
    });

    private async ValueTask RecordAsync(TenantRuntime runtime, string connection, IReadOnlyList<Hint> hints, CancellationToken cancellationToken)
    {
        var now = parts.Time.GetUtcNow();
        var wanted = hints.Select(hint => new NewHint(new(runtime.Tenant, connection, hint.Type), hint.Entity, hint.Key, now)).Where(hint => runtime.Reads(hint.Stream)).ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        await parts.Writer.CommitAsync(new StoreCommit { Hints = wanted }, cancellationToken);
        foreach (var stream in wanted.Select(hint => hint.Stream).Distinct())
        {
            runtime.Bell.Ring(stream);
        }
    }
}
