using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Turns nodes into changes one by one, so that a bad one is a dead letter and the rest of its page goes on.</summary>
internal static class Entities
{
    /// <summary>Reads, completes and maps nodes; nodes that do not exist are left out.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="type">How a node is read.</param>
    /// <param name="complete">Reads what did not fit into the page; its faults concern the whole page, unless what it read of the node has another shape.</param>
    /// <param name="map">Maps a node; null leaves it out. Its faults concern this node only.</param>
    public static async ValueTask<IReadOnlyList<Change<T>>> MapAsync<TWire, T>(
        IEnumerable<JsonElement> nodes, JsonTypeInfo<TWire> type, Func<TWire, ValueTask<TWire>> complete, Func<TWire, Change<T>?> map)
        where TWire : class
        where T : class
    {
        var changes = new List<Change<T>>();
        foreach (var node in nodes.Where(IsEntity))
        {
            TWire wire;
            try
            {
                wire = node.Deserialize(type)!;
            }
            catch (JsonException exception)
            {
                changes.Add(Unreadable<T>(node, new(FaultKind.Rejected, $"Shopify's answer has another shape than {ShopifyOptions.ApiVersion} promises, at {exception.Path}.") { Reason = Reasons.UnknownValue }));
                continue;
            }

            try
            {
                wire = await complete(wire);
            }
            catch (ConnectorException fault) when (fault is { Kind: FaultKind.Rejected, Reason: Reasons.UnknownValue })
            {
                changes.Add(Unreadable<T>(node, fault));
                continue;
            }

            try
            {
                if (map(wire) is { } change)
                {
                    changes.Add(change);
                }
            }
            catch (ConnectorException fault)
            {
                changes.Add(Unreadable<T>(node, fault));
            }
            catch (Exception exception) when (exception is InvalidOperationException or ArithmeticException or ArgumentException or FormatException)
            {
                // Amounts in two currencies, a number beyond reach: this node's trouble, not its page's.
                changes.Add(Unreadable<T>(node, new(FaultKind.Rejected, $"Shopify sent values that don't go together: {exception.Message}", exception) { Reason = Reasons.UnknownValue }));
            }
        }

        return changes;
    }

    /// <summary>An id of another type leaves an empty object behind, because no fragment matched.</summary>
    private static bool IsEntity(JsonElement node) => node.ValueKind is JsonValueKind.Object && node.Text("id") is not null;

    private static Change<T> Unreadable<T>(JsonElement node, ConnectorException fault)
        where T : class => Change.Unreadable<T>(node.Text("id")!, node.Text("updatedAt") ?? "", fault);
}
