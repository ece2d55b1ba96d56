using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Documents;

namespace RetailConnect.Connectors.BusinessCentral.Orders;

/// <summary>Brings a sales order in line with an order that was edited or called off in its channel.</summary>
/// <remarks>Touches only what it can prove: an order that is still as we wrote it, and of which nothing was shipped or invoiced that would have to come back.</remarks>
internal sealed class OrderAmender(DocumentFinder documents, DocumentAmender amender, DocumentPoster poster, IBusinessCentralApi api, BusinessCentralOptions options)
{
    /// <param name="envelope">The order as it is now.</param>
    /// <param name="map">Makes the document that it would be.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ConnectorException">It takes a person, or Business Central refused or failed.</exception>
    public async ValueTask<WriteReceipt> AmendAsync(Envelope<Order> envelope, Func<CancellationToken, ValueTask<Draft>> map, CancellationToken cancellationToken)
    {
        var order = envelope.Value;
        var written = DocumentId.Parse(envelope.TargetId!.Value);
        var found = await documents.OrderAsync(written.Reference, cancellationToken);
        if (order.Status is OrderStatus.Cancelled)
        {
            return found is null ? new(written.ToExternal()) : await TakeBackAsync(found.Value, written, cancellationToken);
        }

        return found switch
        {
            null => throw Ask($"Order '{written.Reference}' was deleted in Business Central and has changed in its channel since.", "Create it by hand, or dismiss the change.", "deleted-in-target"),
            ({ } kind, { } document) when kind == DocumentKind.Order =>
                await AmendAsync(document, await amender.LinesAsync(kind, document.Id, cancellationToken), (await map(cancellationToken)).Body, order.Total.Shop, written, cancellationToken),
            ({ } _, { } invoice) => throw Posted(invoice),
        };
    }

    private async ValueTask<WriteReceipt> AmendAsync(SalesDocument document, IReadOnlyList<OpenLine> lines, DocumentBody wanted, Money total, DocumentId written, CancellationToken cancellationToken)
    {
        var (kind, plan) = (DocumentKind.Order, AmendmentPlan.Between(lines.Where(line => !LineContent.Of(line).IsOn(options.RoundingAccount)), wanted.SalesOrderLines!.Where(line => !LineContent.Of(line).IsOn(options.RoundingAccount))));
        var digest = DocumentDigest.Of(wanted, total, options.RoundingAccount);
        if (plan.Steps.Count == 0 && await poster.SettledAsync(kind, document, total, cancellationToken) is { Complaint: null } settled)
        {
            return DocumentId.Receipt(kind, settled.Document, written.Reference, digest);
        }

        plan = AmendmentPlan.Between(lines, wanted.SalesOrderLines!);
        Check(document, lines, plan.ToString(), written);
        if (plan.IsTooLate)
        {
            throw Ask($"A part of it was shipped or invoiced before the change: {plan}.", "Settle it in Business Central, with a return or a credit memo where goods have left, then resolve.", "shipped-already");
        }

        if (!plan.IsAtOnce || (wanted.CustomerId is { } customer && customer != document.CustomerId))
        {
            throw Ask(plan.IsAtOnce ? "The order is another customer's now." : $"{plan.Steps.Count} lines change, more than one transaction takes.", "Change the sales order by hand, then resolve.", Reasons.ChangedAfterPosting);
        }

        return DocumentId.Receipt(kind, await amender.AmendAsync(kind, document, lines, plan, total, cancellationToken), written.Reference, digest);
    }

    /// <summary>Deletes a sales order whose order was called off.</summary>
    private async ValueTask<WriteReceipt> TakeBackAsync((DocumentKind Kind, SalesDocument Document) found, DocumentId written, CancellationToken cancellationToken)
    {
        var (kind, document) = found;
        if (kind != DocumentKind.Order)
        {
            throw Posted(document);
        }

        var lines = await amender.LinesAsync(kind, document.Id, cancellationToken);
        Check(document, lines, "delete the sales order, because the order was called off", written);
        if (lines.Any(line => line is { ShippedQuantity: > 0 } or { InvoicedQuantity: > 0 }))
        {
            throw Ask("The order was called off after a part of it was shipped or invoiced.", "Settle it in Business Central, with a return or a credit memo where goods have left, then resolve.", "shipped-already");
        }

        await api.DeleteDocument(kind.Collection, document.Id, document.Etag ?? "*", cancellationToken);
        return new(written.ToExternal());
    }

    /// <exception cref="ConnectorException">Somebody changed the sales order, or a person wants to be asked.</exception>
    private void Check(SalesDocument document, IReadOnlyList<OpenLine> lines, string plan, DocumentId written)
    {
        if (options.Amendments is OrderAmendments.AskPerson)
        {
            throw Ask($"The order changed in its channel. To do: {plan}.", "Change the sales order by hand, then resolve; or set Amendments to OpenOrders and replay.", Reasons.ChangedAfterPosting);
        }

        if (written.Digest is null || written.Digest != DocumentDigest.Of(document, lines, options.RoundingAccount))
        {
            throw Ask($"The order changed in its channel, and somebody changed sales order {document.Number} too. To do: {plan}.", "Change the sales order by hand, then resolve.", "changed-in-target");
        }
    }

    private static ConnectorException Posted(SalesDocument invoice) => Ask(
        $"The order changed in its channel after it was invoiced as {invoice.Number}.", "Credit the difference in Business Central, or credit the invoice and post the order anew, then resolve.", Reasons.ChangedAfterPosting);

    private static ConnectorException Ask(string message, string advice, string reason) => new(FaultKind.Rejected, message) { Advice = advice, Reason = reason };
}
