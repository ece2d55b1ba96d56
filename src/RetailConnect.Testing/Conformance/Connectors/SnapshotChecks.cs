using static RetailConnect.Testing.ConnectorAbility;

namespace RetailConnect.Testing;

/// <summary>What a connection shows for comparisons: whole and by key the same, and no more than it declares.</summary>
internal static class SnapshotChecks
{
    private const int Few = 2;
    private const int Some = 5;
    private const int MostPages = 200;
    private static readonly TimeSpan AWhile = TimeSpan.FromMinutes(1);

    /// <summary>Entities come there by the connector's own writes where it writes the type, else the vendor puts them there.</summary>
    public static IEnumerable<ConnectorCheck> Of(SnapshotCapability snapshot, bool written)
    {
        var needs = written ? Writing : Reading;
        return
        [
            ConnectorCheck.Of(snapshot.Type, A_snapshot_ends_and_shows_each_key_alike_each_time, needs),
            ConnectorCheck.Of(snapshot.Type, A_snapshot_by_key_shows_what_the_whole_one_shows, needs),
            ConnectorCheck.Of(snapshot.Type, A_key_that_is_not_there_is_left_out_of_a_snapshot, needs),
            ConnectorCheck.Of(snapshot.Type, An_observation_has_the_declared_fields_and_no_others, needs),
            ConnectorCheck.Of(snapshot.Type, A_snapshot_that_is_cancelled_stops_within_one_call),
        ];
    }

    private static async Task A_snapshot_ends_and_shows_each_key_alike_each_time(ConnectorBench bench, EntityType type)
    {
        var made = await MakeAsync(bench, type, Some);
        var first = await WalkAsync(bench, type, made);
        Expect.True(first.Select(seen => seen.Key).Distinct().Count() >= Some, $"A snapshot of {Some} entities has at least as many keys (it has {string.Join(", ", first.Select(seen => seen.Key))})");
        Expect.Empty(first.GroupBy(seen => seen.Key).Where(group => group.Select(Text).Distinct().Count() > 1).Select(group => group.Key), "Keys of which one snapshot shows different things");
        Expect.Sequence(Texts(first), Texts(await WalkAsync(bench, type, made)), "What a second snapshot of an unchanged vendor shows");
    }

    private static async Task A_snapshot_by_key_shows_what_the_whole_one_shows(ConnectorBench bench, EntityType type)
    {
        var made = await MakeAsync(bench, type, 3);
        var whole = await WalkAsync(bench, type, made);
        foreach (var key in whole.Select(seen => seen.Key).Distinct().Take(Some))
        {
            Expect.Sequence(Texts(whole.Where(seen => seen.Key == key)), Texts(await ByKeyAsync(bench, type, key)), $"What is shown of '{key}' alone");
        }

        var keys = whole.Select(seen => seen.Key).Distinct().Take(Declared(bench, type).KeysAtOnce).ToList();
        Expect.Sequence(Texts(whole.Where(seen => keys.Contains(seen.Key))), Texts(await ByKeyAsync(bench, type, [.. keys])), "What is shown of several keys at once");
    }

    private static async Task A_key_that_is_not_there_is_left_out_of_a_snapshot(ConnectorBench bench, EntityType type)
    {
        var made = await MakeAsync(bench, type, 1);
        var known = (await WalkAsync(bench, type, made))[0].Key;
        var unknown = $"NONE-{known}";
        foreach (var asked in (string[][])[[unknown], [known, unknown], [unknown, known]])
        {
            Expect.Sequence(asked.Contains(known) ? [known] : [], (await ByKeyAsync(bench, type, asked)).Select(seen => seen.Key), $"Keys that are shown when {string.Join(" and ", asked)} are asked for");
        }
    }

    private static async Task An_observation_has_the_declared_fields_and_no_others(ConnectorBench bench, EntityType type)
    {
        var made = await MakeAsync(bench, type, 1);
        var declared = Declared(bench, type).Fields.Order(StringComparer.Ordinal).ToList();
        var whole = await WalkAsync(bench, type, made);
        foreach (var seen in whole.Concat(await ByKeyAsync(bench, type, whole[0].Key)))
        {
            Expect.Sequence(declared, seen.Fields.Select(field => field.Name).Order(StringComparer.Ordinal), $"Fields of '{seen.Key}'");
        }
    }

    private static Task A_snapshot_that_is_cancelled_stops_within_one_call(ConnectorBench bench, EntityType type) =>
        StopChecks.StopsAsync(bench, async token => await SnapshotSeam.Of(type, bench.Connection)(new(null, Few) { Keys = Declared(bench, type).ByKeyOnly ? ["NONE"] : null }, token));

    private static SnapshotCapability Declared(ConnectorBench bench, EntityType type) => bench.Connection.Capabilities.OfType<SnapshotCapability>().First(snapshot => snapshot.Type == type);

    /// <summary>Returns the keys of what was made, as a system that lists nothing is asked for them: our reference, or the vendor's id of what it made itself.</summary>
    private static async Task<IReadOnlyList<string>> MakeAsync(ConnectorBench bench, EntityType type, int count)
    {
        var keys = new List<string>();
        var sink = bench.Connection.Capabilities.OfType<SinkCapability>().Any(capability => capability.Type == type) ? bench.Sink(type) : null;
        for (var number = 1; number <= count; number++)
        {
            if (sink is null)
            {
                keys.Add((await bench.PutAsync(type, number)).Value);
                continue;
            }

            var envelope = await bench.SampleAsync(sink, number);
            bench.Save(sink, envelope, await bench.DeliverAsync(sink, envelope));
            keys.Add(sink.CanonicalOf(envelope).Value);
        }

        bench.Clock.Advance(AWhile);
        return keys;
    }

    private static async Task<IReadOnlyList<Observation>> WalkAsync(ConnectorBench bench, EntityType type, IReadOnlyList<string> made)
    {
        if (Declared(bench, type).ByKeyOnly)
        {
            var shown = new List<Observation>();
            foreach (var key in made.Distinct())
            {
                shown.AddRange(await ByKeyAsync(bench, type, key));
            }

            return shown;
        }

        var read = SnapshotSeam.Of(type, bench.Connection);
        var (found, cursors, after) = (new List<Observation>(), new HashSet<string>(), default(Cursor));
        for (var pages = 1; ; pages++)
        {
            var page = await bench.DoAsync(token => read(new(after, Few), token));
            found.AddRange(page.Observations);
            if (page.Next is null)
            {
                Expect.NotEqual(0, found.Count, "Observations of a snapshot of what is there");
                return found;
            }

            Expect.True(cursors.Add(page.Next.Value), $"The cursor of page {pages} of the snapshot is a new one");
            Expect.True(pages < MostPages, $"The snapshot ends within {MostPages} pages");
            after = page.Next;
        }
    }

    private static async Task<IReadOnlyList<Observation>> ByKeyAsync(ConnectorBench bench, EntityType type, params string[] keys)
    {
        var read = SnapshotSeam.Of(type, bench.Connection);
        var page = await bench.DoAsync(token => read(new(null, Few) { Keys = keys }, token));
        Expect.Null(page.Next, "The next page of a snapshot by key");
        return page.Observations;
    }

    private static IEnumerable<string> Texts(IEnumerable<Observation> seen) => seen.Select(Text).Distinct().Order(StringComparer.Ordinal);

    private static string Text(Observation seen) => $"{seen.Key} ({seen.Entity}): {string.Join(", ", seen.Fields.Select(field => $"{field.Name} '{field.Value}'"))}";
}
