using System.Text.Json;

namespace RetailConnect.Connectors.TalonOne.Api.Contracts;

/// <summary>What the rules make of a session.</summary>
internal sealed record Evaluation
{
    public IReadOnlyList<Effect?>? Effects { get; init; }

    /// <summary>One effect; what its properties are depends on its type.</summary>
    internal sealed record Effect
    {
        public string? EffectType { get; init; }

        public JsonElement? Props { get; init; }
    }
}
