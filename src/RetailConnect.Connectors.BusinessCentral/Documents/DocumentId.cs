using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>A document's id in the crosswalk: kind, id and reference. Posting gives a document another id; only the reference stays.</summary>
/// <param name="Collection">Entity set that held the document when it was written.</param>
/// <param name="Id">Its id there.</param>
/// <param name="Reference">Its external document number.</param>
/// <param name="Digest">Mark of the lines as we wrote them; null when nobody noted it.</param>
internal sealed record DocumentId(string Collection, Guid Id, string Reference, string? Digest = null)
{
    private const char Mark = '~';

    /// <summary>The answer to a write; the number that the ERP gave is linked too, because that is the one that people know.</summary>
    public static WriteReceipt Receipt(DocumentKind kind, SalesDocument document, string reference, string? digest = null) => new(new DocumentId(kind.Collection, document.Id, reference, digest).ToExternal())
    {
        Links = document.Number is { Length: > 0 } number ? [new(EntityType.DocumentNumber, new(reference), number)] : [],
    };

    public ExternalId ToExternal() => Digest is null ? $"{Collection}/{Id}/{Reference}" : $"{Collection}/{Id}{Mark}{Digest}/{Reference}";

    /// <exception cref="ConnectorException">The text is no such id.</exception>
    public static DocumentId Parse(ExternalId external)
    {
        var parts = external.Value.Split('/', 3);
        var id = default(Guid);
        var marked = parts.Length == 3 ? parts[1].Split(Mark, 2) : [];
        return marked.Length > 0 && Guid.TryParse(marked[0], out id) && parts[2].Length > 0
            ? new(parts[0], id, parts[2], marked.Length == 2 ? marked[1] : null)
            : throw new ConnectorException(FaultKind.Rejected, $"'{external}' is no id of a sales document.") { Reason = Reasons.UnknownOrder };
    }
}
