using System.Text.Json;

namespace RetailConnect.FaultCampaign.Load;

/// <summary>Loads a catalogue, and before it one of a tenth, by hosts whose objects get the same bounded memory: what they hold must not grow with the catalogue.</summary>
internal sealed class LoadCampaign(int variants, int restoreRate, FileInfo? json)
{
    /// <summary>A small catalogue does not fill what a lane holds, 2,000 products, and leaves less garbage; the limit on the heap is what bounds a large one.</summary>
    private const double MostGrowth = 2;

    private const long Megabyte = 1024 * 1024;

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var small = await LoadAsync(variants / 10, cancellationToken);
        var large = await LoadAsync(variants, cancellationToken);
        var growth = (double)large.Peak / small.Peak;
        var broken = small.Broken.Concat(large.Broken).ToList();
        if (growth > MostGrowth)
        {
            broken.Add($"memory: the peak grew {growth:0.00} times, {MostGrowth:0.0} is allowed");
        }

        Console.WriteLine($"Ten times the catalogue took {growth:0.00} times the memory, with {CatalogueLoad.HeapLimit / Megabyte} MB for the objects of either host. {(broken.Count == 0 ? "Every variant stands in the shop once with its price." : "BROKEN")}");
        broken.Take(20).ToList().ForEach(line => Console.WriteLine($"  {line}"));
        if (json is not null)
        {
            await File.WriteAllTextAsync(json.FullName, JsonSerializer.Serialize(new { variants, operations = large.Operations, singleWrites = large.SingleWrites, atKill = large.AtKill, peakMegabytes = large.Peak / Megabyte, smallPeakMegabytes = small.Peak / Megabyte, heapMegabytes = large.Heap / Megabyte, elapsedSeconds = large.Elapsed.TotalSeconds, holds = broken.Count == 0 }), CancellationToken.None);
        }

        return broken.Count == 0;
    }

    private async Task<LoadResult> LoadAsync(int size, CancellationToken cancellationToken)
    {
        var result = await CatalogueLoad.RunAsync(size, restoreRate, cancellationToken);
        Console.WriteLine($"{size:N0} variants in {result.Elapsed.TotalSeconds:N0} s, killed at {result.AtKill:N0}; {result.Operations} bulk operations, {result.SingleWrites:N0} single calls; the host took at most {result.Peak / Megabyte:N0} MB, its heap {result.Heap / Megabyte:N0} MB{(result.Broken.Count > 0 ? " BROKEN" : "")}");
        return result;
    }
}
