using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Snapshooter;
using Snapshooter.Core;

namespace RetailConnect.Tests;

/// <summary>The one place that knows the snapshot library; a move to another one is this file.</summary>
internal static class Snapshot
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Compares a canonical model with the snapshot beside the test; the first run on a developer's machine writes it, in CI a missing one fails.</summary>
    public static void Match<T>(T value, string name, [CallerFilePath] string file = "")
        where T : class => MatchText(JsonNode.Parse(CanonicalJson.Serialize(value))!.ToJsonString(Indented), name, file);

    /// <summary>Compares a text with the snapshot beside the test.</summary>
    public static void MatchText(string text, string name, [CallerFilePath] string file = "")
    {
        var files = new SnapshotFileHandler();
        var place = new SnapshotFullName($"{name}.snap", Path.GetDirectoryName(file)!);
        if (!files.TryReadSnapshot(place, out var expected))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"The snapshot {name} is missing; run the test on a developer's machine and commit the file.");
            files.SaveNewSnapshot(place, text);
            return;
        }

        Assert.Equal(Lines(expected), Lines(text));
    }

    private static string Lines(string? text) => (text ?? "").ReplaceLineEndings("\n").TrimEnd();
}
