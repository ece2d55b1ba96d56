using System.Text.Json;

namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>Sums up a campaign.</summary>
internal sealed class Report(bool shared)
{
    /// <summary>A run of fewer schedules for each known boundary can't be expected to end a life at all of them.</summary>
    private const int SchedulesPerBoundary = 5;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly SortedSet<string> unknown = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> ends = new(StringComparer.Ordinal);
    private readonly List<int> broken = [];
    private int schedules;
    private long requests;
    private double virtualHours;

    public TimeSpan Elapsed { get; set; }

    /// <summary>True when no promise was broken, at boundaries that are all known.</summary>
    public bool Holds => broken.Count == 0 && unknown.Count == 0;

    /// <summary>True when lives ended at every boundary, or were too few for that.</summary>
    public bool Covers => !IsLarge || Unvisited.Count == 0;

    /// <summary>True when every boundary is to be visited.</summary>
    public bool IsLarge => schedules >= KnownBoundaries.All.Count * SchedulesPerBoundary;

    public int Schedules => schedules;

    /// <summary>Boundaries at which no life ended.</summary>
    public IReadOnlyList<string> Unvisited => [.. KnownBoundaries.Of(shared).Except(ends.Keys)];

    public void Add(ScheduleResult result) => AddSums(new(
        1, 0, result.VirtualTime.TotalHours, result.Requests, 0, result.Crashes.CountBy(end => end).ToDictionary(), [.. result.Passed.Except(KnownBoundaries.All)], [], result.Broken.Count > 0 ? [result.Schedule.Seed] : [], true));

    /// <summary>Adds what another process summed up.</summary>
    public void Add(string json) => AddSums(JsonSerializer.Deserialize<Sums>(json, Json)!);

    /// <summary>Says how it went.</summary>
    /// <param name="asked">How many schedules were asked for.</param>
    public string ToText(int asked)
    {
        var lines = new List<string>
        {
            $"{schedules:N0} schedules in {Elapsed.TotalSeconds:N0} s, {virtualHours:N1} virtual hours, {requests:N0} requests, {ends.Values.Sum():N0} lives ended at {ends.Count} of {KnownBoundaries.Of(shared).Count} boundaries.",
        };
        lines.AddRange(unknown.Select(name => $"UNKNOWN boundary, add it to boundaries.txt: {name}"));
        lines.AddRange(Unvisited.Where(_ => IsLarge).Select(name => $"UNVISITED boundary: {name}"));
        if (schedules < asked)
        {
            lines.Add($"Stopped after {schedules:N0} of {asked:N0} schedules.");
        }

        lines.Add(broken.Count > 0 ? $"BROKEN in {broken.Count} schedules: {string.Join(", ", broken.Order())}" : schedules == 0 ? "No schedule was played to its end, so nothing was shown." : "Every invariant held in every schedule.");
        return string.Join(Environment.NewLine, lines);
    }

    public string ToJson() => JsonSerializer.Serialize(new Sums(schedules, Elapsed.TotalSeconds, virtualHours, requests, ends.Values.Sum(), ends, [.. unknown], Unvisited, broken, Holds && Covers), Json);

    private void AddSums(Sums sums)
    {
        schedules += sums.Schedules;
        requests += sums.Requests;
        virtualHours += sums.VirtualHours;
        unknown.UnionWith(sums.UnknownBoundaries);
        foreach (var (end, count) in sums.EndsByBoundary)
        {
            ends[end] = ends.GetValueOrDefault(end) + count;
        }

        broken.AddRange(sums.BrokenSeeds);
    }

    private sealed record Sums(
        int Schedules, double ElapsedSeconds, double VirtualHours, long Requests, int LivesEnded, IDictionary<string, int> EndsByBoundary, IReadOnlyList<string> UnknownBoundaries,
        IReadOnlyList<string> UnvisitedBoundaries, IReadOnlyList<int> BrokenSeeds, bool Holds);
}
