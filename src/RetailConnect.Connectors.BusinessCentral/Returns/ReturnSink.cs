using RetailConnect.Connectors.BusinessCentral.Documents;

namespace RetailConnect.Connectors.BusinessCentral.Returns;

/// <summary>Posts returns and refunds as credit memos; the external document number proves one effect.</summary>
internal sealed class ReturnSink(DocumentFinder documents, DocumentPoster poster, ReturnReferences references, Finishing finishing, BusinessCentralOptions options) : IChangeSink<Return>, ILookUp<Return>
{
    private static readonly string[] Unposted = ["Draft", "In Review"];

    public async ValueTask<WriteReceipt?> FindAsync(Envelope<Return> envelope, CancellationToken cancellationToken)
    {
        var reference = Reference.Of(envelope.Canonical);
        if (await documents.OneAsync(DocumentKind.CreditMemo, reference, cancellationToken) is not { } memo)
        {
            return null;
        }

        return Unposted.Contains(memo.Status) && envelope.Change.Value is { } goods
            ? await poster.ProveAsync(DocumentKind.CreditMemo, memo, reference, goods.Total.Shop, envelope is { Intended: true, TargetId: null } ? token => DraftAsync(envelope, token) : null, cancellationToken) is { } proven
                ? await finishing.RunAsync(DocumentKind.CreditMemo, proven, wanted: true, cancellationToken) : null
            : DocumentId.Receipt(DocumentKind.CreditMemo, memo, reference);
    }

    public async ValueTask<WriteReceipt> WriteAsync(Envelope<Return> envelope, CancellationToken cancellationToken)
    {
        var goods = envelope.Value;
        if (envelope.TargetId is not null)
        {
            throw new ConnectorException(FaultKind.Rejected, "The return is posted already; a posted document is not rewritten.") { Reason = Reasons.ChangedAfterPosting };
        }

        if (goods.Lines.Any(line => ReturnMapper.IsItem(line) && line.Quantity.Value <= 0))
        {
            throw new ConnectorException(FaultKind.Rejected, "A line brings back no goods, or fewer than none.") { Reason = Reasons.InvalidQuantity };
        }

        var made = await poster.PostAsync(DocumentKind.CreditMemo, await DraftAsync(envelope, cancellationToken), goods.Total.Shop, cancellationToken);
        return await finishing.RunAsync(DocumentKind.CreditMemo, made, wanted: true, cancellationToken);
    }

    private async ValueTask<Draft> DraftAsync(Envelope<Return> envelope, CancellationToken cancellationToken) =>
        ReturnMapper.Map(envelope.Value, await references.FindAsync(envelope, cancellationToken), options);
}
