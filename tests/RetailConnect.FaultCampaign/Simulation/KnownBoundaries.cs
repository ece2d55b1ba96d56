namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>The places at which lives end. One that is missing from the list fails the campaign, and so does one at which no schedule ended a life.</summary>
internal static class KnownBoundaries
{
    public static IReadOnlyList<string> All { get; } = Read();

    private static string[] Read()
    {
        using var stream = typeof(KnownBoundaries).Assembly.GetManifestResourceStream("boundaries.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
