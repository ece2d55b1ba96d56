using System.Text.Json;
using System.Text.Json.Serialization;

namespace CustomConnector.Kit;

/// <summary>What a run of the kit came to.</summary>
internal sealed record KitReport(string Connector, double Seconds, IReadOnlyList<CheckResult> Checks)
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public int Passed => Count(CheckOutcome.Passed);

    public int Bypassed => Count(CheckOutcome.Bypassed);

    public int Failed => Count(CheckOutcome.Failed);

    /// <summary>True when something was checked and nothing failed; a bypass is no failure, and no proof either.</summary>
    public bool Holds => Failed == 0 && Passed > 0;

    public Task WriteAsync(FileInfo file, CancellationToken cancellationToken) => File.WriteAllBytesAsync(file.FullName, JsonSerializer.SerializeToUtf8Bytes(this, Camel), cancellationToken);

    private int Count(CheckOutcome outcome) => Checks.Count(check => check.Outcome == outcome);
}
