using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Catalog;
using RetailConnect.Connectors.BusinessCentral.Documents;

namespace RetailConnect.Connectors.BusinessCentral.Orders;

/// <summary>Brings a sales order in line with an order that was edited or called off in its channel.</summary>
/// <remarks>Touches only what it can prove: a draft that is still as we wrote it. What was released is the warehouse's, and what was invoiced is the books'.</remarks>
internal sealed class OrderAmender(DocumentFinder documents, DocumentAmender amender, DocumentPoster poster, IBusinessCentralApi api, BusinessCentralOptions options)
{
    private const string Draft = "Draft";
    private static readonly DocumentKind Kind = DocumentKind.Order;

    /// <param name="envelope">The order as it is now.</param>
    /// <param name="map">Makes the document that it would be.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ConnectorException">It takes a person, or Business Central refused or failed.</exception>
    public async ValueTask<WriteReceipt> AmendAsync(Envelope<Order> envelope, Func<CancellationToken, ValueTask<Draft>> map, CancellationToken cancellationToken)
    {
        var (order, written) = (envelope.Value, DocumentId.Parse(envelope.TargetId!.Value));
        var calledOff = order.Status is OrderStatus.Cancelled;
        switch (await documents.OrderAsync(written.Reference, cancellationToken))
        {
            case ({ } kind, { } document) when kind == Kind:
                var lines = await poster.LinesAsync(Kind, document.Id, cancellationToken);
                return calledOff ? await TakeBackAsync(document, lines, written, cancellationToken) : await AmendAsync(document, lines, (await map(cancellationToken)).Body, order.Total.Shop, written, cancellationToken);
            case (_, { } invoice):
                throw Ask(
                    $"The order {(calledOff ? "was called off" : "changed")} in its channel after it was invoiced as {invoice.Number}.",
                    "Credit the difference in Business Central, or credit the invoice and post the order anew, then resolve.", Reasons.ChangedAfterPosting);
            default:
                return await IsGoneAsync(written, cancellationToken) && calledOff ? new(written.ToExternal())
                    : throw Ask($"Order '{written.Reference}' was deleted in Business Central and has changed in its channel since.", "Create it by hand, or dismiss the change.", "deleted-in-target");
        }
    }

    /// <summary>Not found by its reference is not gone: somebody may have given it another one.</summary>
    private async ValueTask<bool> IsGoneAsync(DocumentId written, CancellationToken cancellationToken)
    {
        try
        {
            var there = await api.Document(Kind.Collection, written.Id, cancellationToken).Needed();
            throw Ask(
                $"Sales order {there.Number} has another external document number now, and its order changed in the channel.", $"Give it the number '{written.Reference}' again and replay, or change it by hand and resolve.", "changed-in-target");
        }
        catch (ConnectorException fault) when (fault.Reason is BusinessCentralFaults.NotFound)
        {
            return true;
        }
    }

    private async ValueTask<WriteReceipt> AmendAsync(SalesDocument document, IReadOnlyList<OpenLine> lines, DocumentBody wanted, Money total, DocumentId written, CancellationToken cancellationToken)
    {
        CheckUnits(document, lines, wanted);
        var digest = DocumentDigest.Of(wanted, total, options.RoundingAccount);
        var others = wanted.CustomerId is { } customer && customer != document.CustomerId;
        if (!others && AmendmentPlan.Between(lines.Where(IsNoRounding), wanted.SalesOrderLines!.Where(line => !LineContent.Of(line).IsOn(options.RoundingAccount))).Steps.Count == 0)
        {
            var (settled, complaint) = await poster.SettledAsync(Kind, document, total, cancellationToken);
            return complaint is null ? DocumentId.Receipt(Kind, settled, written.Reference, digest)
                : throw new ConnectorException(complaint.Kind, $"The lines of sales order {document.Number} are those of the channel, its total is not. {complaint.Message}") { Reason = complaint.Reason, Advice = complaint.Advice };
        }

        var plan = AmendmentPlan.Between(lines, wanted.SalesOrderLines!);
        Check(document, lines, others ? $"the order is another customer's; {plan}" : plan.ToString(), written);
        return !others && plan.IsAtOnce
            ? DocumentId.Receipt(Kind, await amender.AmendAsync(Kind, document, lines, plan, total, cancellationToken), written.Reference, digest)
            : throw Ask(others ? $"The order is another customer's now. To do: {plan}." : $"{plan.Steps.Count} lines change, more than one transaction takes.", "Change the sales order by hand, then resolve.", Reasons.ChangedAfterPosting);
    }

    /// <summary>A line that counts in another unit says another number of pieces than it seems to, and so does what is left of it.</summary>
    private static void CheckUnits(SalesDocument document, IReadOnlyList<OpenLine> lines, DocumentBody wanted)
    {
        var units = wanted.SalesOrderLines!.Where(line => line.UnitOfMeasureCode is not null).ToLookup(line => LineContent.Of(line).Number, line => line.UnitOfMeasureCode);
        if (lines.FirstOrDefault(line => line.LineType is "Item" && UnitBook.Differ(line.UnitOfMeasureCode, units[LineContent.Of(line).Number].FirstOrDefault())) is { } other)
        {
            throw Ask(
                $"Sales order {document.Number} sells item {other.LineObjectNumber} by {other.UnitOfMeasureCode}, and its channel by {units[LineContent.Of(other).Number].First()}.",
                "Give the line the item's base unit, with as many of them as the channel sold, and replay; or change the sales order by hand, then resolve.", Reasons.UnitDiffers);
        }
    }

    /// <summary>Deletes a sales order whose order was called off.</summary>
    private async ValueTask<WriteReceipt> TakeBackAsync(SalesDocument document, IReadOnlyList<OpenLine> lines, DocumentId written, CancellationToken cancellationToken)
    {
        Check(document, lines, "delete the sales order, because the order was called off", written);
        await api.DeleteDocument(Kind.Collection, document.Id, document.Etag ?? "*", cancellationToken);
        return new(written.ToExternal());
    }

    /// <exception cref="ConnectorException">Somebody released, shipped or changed the sales order, or a person wants to be asked.</exception>
    private void Check(SalesDocument document, IReadOnlyList<OpenLine> lines, string plan, DocumentId written)
    {
        if (options.Amendments is OrderAmendments.AskPerson)
        {
            throw Ask($"The order changed in its channel. To do: {plan}.", "Change the sales order by hand, then resolve; or set Amendments to OpenOrders and replay.", Reasons.ChangedAfterPosting);
        }

        if (document.Status != Draft || lines.Any(line => line is { ShippedQuantity: > 0 } or { InvoicedQuantity: > 0 }))
        {
            throw Ask(
                $"The order changed in its channel after sales order {document.Number} was released{(lines.Any(line => line.ShippedQuantity > 0) ? " and shipped in part" : "")}. To do: {plan}.",
                "Stop the warehouse where it can be stopped: reopen the sales order and replay. Else settle it there, with a return or a credit memo where goods have left, then resolve.", "released-already");
        }

        if (!DocumentDigest.Is(written.Digest, document, lines, options.RoundingAccount))
        {
            throw Ask($"The order changed in its channel, and somebody changed sales order {document.Number} too. To do: {plan}.", "Change the sales order by hand, then resolve.", "changed-in-target");
        }
    }

    private bool IsNoRounding(OpenLine line) => !LineContent.Of(line).IsOn(options.RoundingAccount);

    private static ConnectorException Ask(string message, string advice, string reason) => new(FaultKind.Rejected, message) { Advice = advice, Reason = reason };
}
