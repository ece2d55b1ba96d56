using RetailConnect.Connectors.BusinessCentral.Documents;

namespace RetailConnect.Connectors.BusinessCentral.Returns;

/// <summary>Shows credit memos by their external document number, in capital letters, because Business Central keeps it so. Two with one number are shown both.</summary>
internal sealed class ReturnSnapshot(ShownDocuments documents) : ISnapshotSource<Return>
{
    public async ValueTask<SnapshotPage> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        if (request.Keys is { } keys)
        {
            var found = await documents.ByReferenceAsync(DocumentKind.CreditMemo, keys, "", cancellationToken);
            return new([.. found.Select(memo => documents.Observe(memo)).OfType<Observation>()], null);
        }

        var address = request.After is { } place ? documents.At(place.Value) : documents.First(DocumentKind.CreditMemo, "creditMemoDate", request.From);
        var (observations, next) = await documents.PageAsync(address, request, cancellationToken);
        return new(observations, next is null ? null : new(next));
    }
}
