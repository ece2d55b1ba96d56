using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>A document as it was, to be put back when a transaction fails.</summary>
internal sealed class BcSnapshot(BcRow row)
{
    private readonly JsonObject body = row.Body.DeepClone().AsObject();
    private readonly List<JsonObject> lines = [.. row.Lines.Select(line => line.DeepClone().AsObject())];
    private readonly (int Version, DateTimeOffset At) version = (row.Version, row.ModifiedAt);

    public BcRow Row => row;

    public void Restore()
    {
        row.Body.Clear();
        foreach (var (name, value) in body)
        {
            row.Body[name] = value?.DeepClone();
        }

        row.Lines.Clear();
        row.Lines.AddRange(lines);
        row.Return(version.Version, version.At);
    }
}
