using System.Text.Json.Serialization;

namespace RetailConnect.Sync.Explaining;

/// <summary>A story as scripts read it; names are only ever added.</summary>
internal sealed record StoryJson(string Tenant, string Type, string Canonical, IReadOnlyList<StoryIdJson> Ids, IReadOnlyList<StoryEntityJson> Related, bool IsCut, IReadOnlyList<ExplainedEvent> Events)
{
    public static StoryJson Of(Explanation story) => new(
        story.Tenant.Value, story.Entity.Type.Name, story.Entity.Canonical.Value, [.. story.Ids.Select(id => new StoryIdJson(id.Connection, id.Type.Name, id.External.Value, id.LinkedAt))],
        [.. story.Related.Select(entity => new StoryEntityJson(entity.Type.Name, entity.Canonical.Value))], story.IsCut, story.Events);
}

/// <summary>One id of an entity.</summary>
internal sealed record StoryIdJson(string Connection, string Type, string Id, DateTimeOffset LinkedAt);

/// <summary>Another entity.</summary>
internal sealed record StoryEntityJson(string Type, string Canonical);

/// <summary>Kinds by their names in kebab-case.</summary>
internal sealed class KebabKinds() : JsonStringEnumConverter<ExplainedKind>(System.Text.Json.JsonNamingPolicy.KebabCaseLower);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true, Converters = [typeof(KebabKinds)])]
[JsonSerializable(typeof(List<StoryJson>))]
internal sealed partial class StoryJsonContext : JsonSerializerContext;
