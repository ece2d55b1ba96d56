using System.Text.Json.Serialization;

namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record WireMetafield(string Namespace, string Key, string Type, string Value, string CompareDigest)
{
    /// <summary>Namespace and key together; the key of one that was asked for by keys may be written so already.</summary>
    [JsonIgnore] public string Place => Key.StartsWith($"{Namespace}.", StringComparison.Ordinal) ? Key : $"{Namespace}.{Key}";
}

internal sealed record WireMarks(string Value, string CompareDigest);

internal sealed record MetafieldVariables(IReadOnlyList<string> Ids, IReadOnlyList<string> Keys, int Count);

internal sealed record MetafieldOwner(string Id, MetafieldNodes Metafields, WireMarks? Marks = null);

/// <summary>As many are asked for as there are keys, so there is no further page.</summary>
internal sealed record MetafieldNodes(IReadOnlyList<WireMetafield> Nodes);

internal sealed record MetafieldSetVariables(IReadOnlyList<MetafieldSetInput> Metafields);

/// <summary>The digest is always written: null means "there is none yet", and leaving it out would skip the comparison. No namespace is the one that is reserved for the app.</summary>
internal sealed record MetafieldSetInput(
    string OwnerId, string? Namespace, string Key, string Type, string Value, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? CompareDigest);

internal sealed record MetafieldSetAnswer(MetafieldSetPayload? MetafieldsSet = null) : MutationAnswer;

internal sealed record MetafieldSetPayload(IReadOnlyList<MetafieldError> UserErrors);

internal sealed record MetafieldError(string Message, string? Code = null, IReadOnlyList<string>? Field = null, int? ElementIndex = null);

internal sealed record MetafieldDeleteVariables(IReadOnlyList<MetafieldPlace> Places);

internal sealed record MetafieldPlace(string OwnerId, string Namespace, string Key);

internal sealed record MetafieldDeleteAnswer(MetafieldDeletePayload? MetafieldsDelete = null) : MutationAnswer;

internal sealed record MetafieldDeletePayload(IReadOnlyList<UserError> UserErrors);
