using System.Text.Json;
using RetailConnect.Sync.Explaining;

namespace RetailConnect;

/// <summary>Writes stories for people and for scripts.</summary>
public static class ExplanationFormat
{
    /// <summary>Returns a story as plain text, one line for each event.</summary>
    public static string ToText(Explanation story) => StoryText.Of(story);

    /// <summary>Returns stories as a JSON array: camelCase, kinds in kebab-case, what is unknown left out.</summary>
    public static string ToJson(IReadOnlyList<Explanation> stories) => JsonSerializer.Serialize([.. stories.Select(StoryJson.Of)], StoryJsonContext.Default.ListStoryJson);
}
