using System.Text.Json;
using RetailConnect.Sandbox.Retail;

namespace QuickStart;

/// <summary>What the run came to.</summary>
internal sealed record Summary(int Seed, long ElapsedSeconds, IReadOnlyList<SyncRow> Syncs, Exposed Exposure, IReadOnlyList<Proof> Proofs)
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public bool Holds => Proofs.All(proof => proof.Holds);

    public async Task WriteAsync(FileInfo file, CancellationToken cancellationToken) =>
        await File.WriteAllBytesAsync(
            file.FullName, JsonSerializer.SerializeToUtf8Bytes(new { Seed, ElapsedSeconds, Syncs, Exposure, Proofs }, Camel), cancellationToken);
}

/// <summary>The figures of one sync.</summary>
internal sealed record SyncRow(string Name, long Read, long Applied, long Skipped, long Superseded, long DeadLettered, long Pending, long VendorCalls, double? P50Ms, double? P99Ms);
