namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>The places at which lives end. One that is missing from the list fails the campaign, and so does one at which no schedule ended a life.</summary>
internal static class KnownBoundaries
{
    private const string OfSharedStores = "a beat";

    public static IReadOnlyList<string> All { get; } = Read();

    /// <summary>Those that a store has: a store of one host has no lease to keep.</summary>
    public static IReadOnlyList<string> Of(bool shared) => shared ? All : [.. All.Where(name => !name.EndsWith(OfSharedStores, StringComparison.Ordinal))];

    private static string[] Read()
    {
        using var stream = typeof(KnownBoundaries).Assembly.GetManifestResourceStream("boundaries.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
