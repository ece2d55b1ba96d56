using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.TalonOne;

internal sealed class ProfileRow
{
    public required long Number { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; set; }

    public JsonObject Attributes { get; } = [];
}
