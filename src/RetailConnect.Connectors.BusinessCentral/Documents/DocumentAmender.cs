using System.Text.Json;
using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>Changes the lines of an open document in one transaction.</summary>
internal sealed class DocumentAmender(IBusinessCentralApi api, Addresses addresses, DocumentPoster poster, Transaction transaction)
{
    /// <summary>Carries out a plan and proves the total; a document that fails the proof gets its lines back.</summary>
    /// <exception cref="ConnectorException">It was changed meanwhile, Business Central refused, or it computed another total.</exception>
    public async ValueTask<SalesDocument> AmendAsync(DocumentKind kind, SalesDocument document, IReadOnlyList<OpenLine> before, AmendmentPlan plan, Money total, CancellationToken cancellationToken)
    {
        await SendAsync(kind, document, plan, cancellationToken);
        var (amended, complaint) = await ProveAsync(kind, document.Id, total, cancellationToken);
        if (complaint is null)
        {
            return amended;
        }

        var back = AmendmentPlan.Between(await poster.LinesAsync(kind, document.Id, cancellationToken), [.. before.Where(line => line.LineType is not "Comment").Select(Again)]);
        await SendAsync(kind, amended, back, cancellationToken);
        throw complaint;
    }

    private async ValueTask<(SalesDocument Document, ConnectorException? Complaint)> ProveAsync(DocumentKind kind, Guid id, Money total, CancellationToken cancellationToken)
    {
        try
        {
            return await poster.SettledAsync(kind, await api.Document(kind.Collection, id, cancellationToken).Needed(), total, cancellationToken);
        }
        catch (ConnectorException fault)
        {
            throw new ConnectorException(FaultKind.Transient, $"The {kind.Title} was amended, but not proven: {fault.Message}", fault)
            {
                MayHaveTakenEffect = true, RetryAfter = fault.RetryAfter, VendorRequestId = fault.VendorRequestId,
            };
        }
    }

    /// <summary>The head's version comes first: a document that anybody changed since it was read, we in an earlier call included, is left as it is.</summary>
    private async ValueTask SendAsync(DocumentKind kind, SalesDocument document, AmendmentPlan plan, CancellationToken cancellationToken)
    {
        var head = addresses.InBatch($"{kind.Collection}({document.Id})");
        var guard = JsonSerializer.SerializeToNode(new HeadUpdate(document.ExternalDocumentNumber ?? ""), BusinessCentralJson.Default.HeadUpdate);
        List<BatchRequest> requests = [new("0", "PATCH", head) { Headers = Headers(document.Etag ?? throw Unversioned(kind)), Body = guard }];
        requests.AddRange(plan.Steps.Select((step, index) => Request($"{index + 1}", $"{head}/{kind.Lines}", step)));
        await transaction.SendAsync(requests, cancellationToken);
    }

    private static BatchRequest Request(string id, string lines, LineStep step) => step switch
    {
        (null, { } added) => new(id, "POST", lines) { Headers = Headers(null), Body = JsonSerializer.SerializeToNode(added, BusinessCentralJson.Default.DocumentLine) },
        ({ } gone, null) => new(id, "DELETE", $"{lines}({gone.Id})") { Headers = Headers("*") },
        ({ } there, { } wanted) => new(id, "PATCH", $"{lines}({there.Id})") { Headers = Headers("*"), Body = JsonSerializer.SerializeToNode(Update(there, wanted), BusinessCentralJson.Default.LineUpdate) },
        _ => throw new InvalidOperationException("A step has a line before or after it."),
    };

    private static LineUpdate Update(OpenLine there, DocumentLine wanted) => new()
    {
        Quantity = wanted.Quantity, UnitPrice = wanted.UnitPrice, DiscountAmount = wanted.DiscountAmount ?? 0, Description = wanted.Description, LocationId = wanted.LocationId == there.LocationId ? null : wanted.LocationId,
    };

    private static DocumentLine Again(OpenLine line) => new()
    {
        LineType = line.LineType ?? "", LineObjectNumber = line.LineObjectNumber ?? "", Description = line.Description, Quantity = line.Quantity ?? 0, UnitPrice = line.UnitPrice ?? 0,
        DiscountAmount = line.DiscountAmount is { } discount and not 0 ? discount : null, ItemVariantId = LineContent.Of(line).Variant, LocationId = line.LocationId is { } place && place != Guid.Empty ? place : null,
        UnitOfMeasureCode = line.LineType is "Item" && !string.IsNullOrWhiteSpace(line.UnitOfMeasureCode) ? line.UnitOfMeasureCode : null,
    };

    private static Dictionary<string, string> Headers(string? version)
    {
        var headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" };
        if (version is not null)
        {
            headers["If-Match"] = version;
        }

        return headers;
    }

    private static ConnectorException Unversioned(DocumentKind kind) => new(FaultKind.Rejected, $"Business Central told no version of the {kind.Title}, so it can't be changed safely.") { Reason = Reasons.ChangedAfterPosting };
}
