using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>A document's id in the crosswalk: kind, id and reference. Posting gives a document another id; only the reference stays.</summary>
/// <param name="Collection">Entity set that held the document when it was written.</param>
/// <param name="Id">Its id there.</param>
/// <param name="Reference">Its external document number.</param>
internal sealed record DocumentId(string Collection, Guid Id, string Reference)
{
    /// <summary>The answer to a write; the number that the ERP gave is linked too, because that is the one that people know.</summary>
    public static WriteReceipt Receipt(DocumentKind kind, SalesDocument document, string reference) => new(new DocumentId(kind.Collection, document.Id, reference).ToExternal())
    {
        Links = document.Number is { Length: > 0 } number ? [new(EntityType.DocumentNumber, new(reference), number)] : [],
    };

    public ExternalId ToExternal() => $"{Collection}/{Id}/{Reference}";

    /// <exception cref="ConnectorException">The text is no such id.</exception>
    public static DocumentId Parse(ExternalId external)
    {
        var parts = external.Value.Split('/', 3);
        return parts.Length == 3 && Guid.TryParse(parts[1], out var id) && parts[2].Length > 0
            ? new(parts[0], id, parts[2])
            : throw new ConnectorException(FaultKind.Rejected, $"'{external}' is no id of a sales document.") { Reason = Reasons.UnknownOrder };
    }
}
