namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>Sums up a campaign.</summary>
internal sealed class Report
{
    private readonly HashSet<string> passed = [];
    private readonly Dictionary<string, int> crashes = [];
    private readonly List<int> broken = [];
    private int schedules;
    private long requests;
    private TimeSpan virtualTime;

    public TimeSpan Elapsed { get; set; }

    public bool Holds => broken.Count == 0;

    public void Add(ScheduleResult result)
    {
        schedules++;
        requests += result.Requests;
        virtualTime += result.VirtualTime;
        passed.UnionWith(result.Passed);
        foreach (var crash in result.Crashes)
        {
            crashes[crash] = crashes.GetValueOrDefault(crash) + 1;
        }

        if (result.Broken.Count > 0)
        {
            broken.Add(result.Schedule.Seed);
        }
    }

    public string ToText() =>
        $"""
        {schedules} schedules in {Elapsed.TotalSeconds:N0} s, {virtualTime.TotalHours:N1} virtual hours, {requests:N0} requests, {crashes.Values.Sum():N0} crashes.
        {passed.Count} boundaries passed, {crashes.Count} of them crashed at (the others are in the JSON).
        {(Holds ? "Every invariant held in every schedule." : $"BROKEN in {broken.Count} schedules: {string.Join(", ", broken)}")}
        """;

    public object ToJson() => new
    {
        schedules, elapsedSeconds = Elapsed.TotalSeconds, requests, crashes = crashes.Values.Sum(), boundariesPassed = passed.Count, boundariesCrashedAt = crashes.Count,
        neverCrashedAt = passed.Except(crashes.Keys).Order(), brokenSeeds = broken, holds = Holds,
    };
}
