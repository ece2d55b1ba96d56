using Xunit.v3;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Marks a scenario with the pain or promise that it is about: what retailers were hurt by, and where that can be read.</summary>
/// <param name="pain">The pain in a few words, or the promise.</param>
/// <param name="sources">Public threads, as <c>repository#number</c>; empty for a promise of our own.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CitesAttribute(string pain, params string[] sources) : Attribute, ITraitAttribute
{
    public string Pain => pain;

    public IReadOnlyList<string> Sources => sources;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("pain", pain), .. sources.Select(source => new KeyValuePair<string, string>("source", source))];
}
