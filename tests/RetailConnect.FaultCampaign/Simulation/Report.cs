namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>Sums up a campaign.</summary>
internal sealed class Report
{
    /// <summary>A run of fewer schedules for each known boundary can't be expected to end a life at all of them.</summary>
    private const int SchedulesPerBoundary = 5;

    private readonly HashSet<string> passed = [];
    private readonly Dictionary<string, int> ends = [];
    private readonly List<int> broken = [];
    private int schedules;
    private long requests;
    private TimeSpan virtualTime;

    public TimeSpan Elapsed { get; set; }

    public bool Holds => broken.Count == 0 && Unknown.Count == 0 && (!IsLarge || Unvisited.Count == 0);

    /// <summary>Boundaries that were passed and are not in the list.</summary>
    public IReadOnlyList<string> Unknown => [.. passed.Except(KnownBoundaries.All).Order(StringComparer.Ordinal)];

    /// <summary>Boundaries at which no life ended.</summary>
    public IReadOnlyList<string> Unvisited => [.. KnownBoundaries.All.Except(ends.Keys)];

    private bool IsLarge => schedules >= KnownBoundaries.All.Count * SchedulesPerBoundary;

    public void Add(ScheduleResult result)
    {
        schedules++;
        requests += result.Requests;
        virtualTime += result.VirtualTime;
        passed.UnionWith(result.Passed);
        foreach (var end in result.Crashes)
        {
            ends[end] = ends.GetValueOrDefault(end) + 1;
        }

        if (result.Broken.Count > 0)
        {
            broken.Add(result.Schedule.Seed);
        }
    }

    public string ToText()
    {
        var lines = new List<string>
        {
            $"{schedules:N0} schedules in {Elapsed.TotalSeconds:N0} s, {virtualTime.TotalHours:N1} virtual hours, {requests:N0} requests, {ends.Values.Sum():N0} lives ended at {ends.Count} of {KnownBoundaries.All.Count} boundaries.",
        };
        lines.AddRange(Unknown.Select(name => $"UNKNOWN boundary, add it to boundaries.txt: {name}"));
        lines.AddRange(Unvisited.Where(_ => IsLarge).Select(name => $"UNVISITED boundary: {name}"));
        lines.Add(broken.Count > 0 ? $"BROKEN in {broken.Count} schedules: {string.Join(", ", broken)}" : "Every invariant held in every schedule.");
        return string.Join(Environment.NewLine, lines);
    }

    public object ToJson() => new
    {
        schedules, elapsedSeconds = Elapsed.TotalSeconds, virtualHours = virtualTime.TotalHours, requests, livesEnded = ends.Values.Sum(), endsByBoundary = ends.OrderBy(end => end.Key, StringComparer.Ordinal).ToDictionary(),
        unknownBoundaries = Unknown, unvisitedBoundaries = Unvisited, brokenSeeds = broken, holds = Holds,
    };
}
