using System.Text.Json;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Payouts;

/// <summary>Reads payouts by when they were issued, because Shopify does not tell when one changes. A window reaches back to the oldest that is not final yet, so that its end is seen whenever it comes.</summary>
internal sealed class PayoutSource(ShopifyAdmin admin, MovementReader reader, VendorClock clock) : IChangeSource<Payout>
{
    private const int AtOnce = 20;

    /// <summary>A payout that did not arrive for so long is not waited for any more.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    public async ValueTask<ChangePage<Payout>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var (window, answer) = await admin.ReadAsync(PayoutDocuments.Issued, request, AtOnce, clock, ShopifyJson.Default.PayoutPage, cancellationToken, ChangedSince.Issued);
        if (answer.ShopifyPaymentsAccount?.Page is not { } page)
        {
            return new([], window.Finished(), More: false);
        }

        var changes = await Entities.MapAsync(page.Nodes, ShopifyJson.Default.WirePayout, payout => reader.CompleteAsync(payout, cancellationToken), PayoutMapper.Change);
        return Windows.Of(window with { Unfinished = OldestUnderway(changes, clock.Now - Longest) }, page.PageInfo, [.. page.Nodes.Select(IssuedAt)], changes);
    }

    private static DateTimeOffset? OldestUnderway(IReadOnlyList<Change<Payout>> changes, DateTimeOffset notBefore) =>
        changes.Select(change => change.Value).Where(payout => payout is { Status: PayoutStatus.Scheduled or PayoutStatus.InTransit } && payout.IssuedAt >= notBefore).Min(payout => payout?.IssuedAt);

    private static DateTimeOffset? IssuedAt(JsonElement node) =>
        node.ValueKind is JsonValueKind.Object && node.TryGetProperty("issuedAt", out var value) && value.ValueKind is JsonValueKind.String && value.TryGetDateTimeOffset(out var time) ? time : null;
}
