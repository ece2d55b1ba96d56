using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Orders;

/// <summary>What kind of document an order of Square is, and how one that can't be mapped is kept.</summary>
internal static class Documents
{
    /// <summary>What a dead letter calls an entity that came without an id.</summary>
    public const string WithoutId = "(without id)";

    /// <summary>Returns true for sales: not drafts, not open tickets, and not orders that only take goods back.</summary>
    public static bool IsSale(SquareOrder order) => !IsUnfinished(order) && (order.LineItems is { Count: > 0 } || !TakesBack(order));

    /// <summary>Returns true for orders that take goods or money back; an exchange is both a sale and a return.</summary>
    public static bool IsReturn(SquareOrder order) => !IsUnfinished(order) && order.State is not "CANCELED" && TakesBack(order);

    /// <summary>Maps; what can't be mapped stays in the page with its fault.</summary>
    public static Change<T> ToChange<T>(SquareOrder order, Func<T> map, IReadOnlyList<EntityLink> links)
        where T : class => ToChange(order.Id, Times.Version(order.UpdatedAt ?? order.CreatedAt, order.Version), order.Trouble is { } place ? () => throw VendorEntries.Fault(place) : map, links);

    /// <summary>Maps; what can't be mapped stays in the page with its fault.</summary>
    public static Change<T> ToChange<T>(string id, string version, Func<T> map, IReadOnlyList<EntityLink> links)
        where T : class
    {
        if (id.Length == 0)
        {
            return Change.Unreadable<T>(WithoutId, version, Unknown("The document has no id."));
        }

        try
        {
            return Change.Upserted(id, version, map()) with { Links = links };
        }
        catch (ConnectorException fault) when (fault.Kind is FaultKind.Rejected)
        {
            return Change.Unreadable<T>(id, version, fault);
        }
        catch (OverflowException exception)
        {
            return Change.Unreadable<T>(id, version, new(FaultKind.Rejected, "A quantity or an amount is too large.", exception) { Reason = Reasons.InvalidQuantity });
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException)
        {
            return Change.Unreadable<T>(id, version, new(FaultKind.Rejected, $"Square sent values that don't go together: {exception.Message}", exception) { Reason = Reasons.UnknownValue });
        }
    }

    /// <summary>When the document was made.</summary>
    /// <exception cref="ConnectorException">The document does not say so.</exception>
    public static DateTimeOffset MadeAt(SquareOrder order) => Times.Read(order.CreatedAt) ?? throw Unknown("The document has no time of creation.");

    /// <summary>Text on the receipt.</summary>
    public static string Title(string? name, string? variation) =>
        string.IsNullOrWhiteSpace(variation) ? name ?? "" : string.IsNullOrWhiteSpace(name) ? variation : $"{name} - {variation}";

    /// <summary>A value that the connector does not know.</summary>
    public static ConnectorException Unknown(string message) => new(FaultKind.Rejected, message) { Reason = Reasons.UnknownValue };

    private static bool IsUnfinished(SquareOrder order) => order.State is "OPEN" or "DRAFT";

    private static bool TakesBack(SquareOrder order) => order.Returns is { Count: > 0 } || (order.LineItems is not { Count: > 0 } && order.Refunds is { Count: > 0 });
}
