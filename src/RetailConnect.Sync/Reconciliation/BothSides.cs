namespace RetailConnect.Sync.Reconciliation;

/// <summary>The sources of a sync and one of its targets, as a comparison reads them.</summary>
internal sealed class BothSides<T>(ComparisonRule<T> rule, TargetView<T> target, IReadOnlyList<SourceView<T>> sources)
    where T : class
{
    public IReadOnlyList<SourceView<T>> Sources => sources;

    /// <summary>Fields that all of them have.</summary>
    public IReadOnlyList<string> Fields { get; } = sources.Aggregate(target.Fields, (known, source) => [.. known.Intersect(source.Fields)]);

    /// <summary>False when a source has to be read from its beginning for every look.</summary>
    public bool AreReadByKey => sources.All(source => source.IsReadById);

    /// <summary>Reads both sides once; returns the first things that differ, and how many differ in all.</summary>
    public async Task<(IReadOnlyList<Suspect> Suspects, long Found)> ScanAsync(int most, Counts counts, CancellationToken cancellationToken)
    {
        using var expected = new ObservationTable(Fields);
        using var actual = new ObservationTable(Fields);
        foreach (var (side, source) in Sources.Index())
        {
            await source.ScanAsync(
                (things, total) =>
                {
                    things.ToList().ForEach(thing => expected.Add(side, thing.Key, thing.Entity, thing.Fields));
                    counts.Expect(things.Count, total);
                },
                counts.Read, cancellationToken);
        }

        await target.ScanAsync(
            things =>
            {
                things.ToList().ForEach(thing => actual.Add(0, thing.Key, thing.Entity, thing.Fields, expected));
                counts.Observe(things.Count);
            },
            counts.Read, cancellationToken);
        var (suspects, found) = (new List<Suspect>(), 0L);
        foreach (var suspect in ObservationTable.Differences(expected, actual))
        {
            found++;
            if (suspects.Count < most)
            {
                suspects.Add(suspect);
            }
        }

        return (suspects, found);
    }

    /// <summary>Returns what the target should show of some entities, to be looked at.</summary>
    public async Task<IReadOnlyList<Suspect>> SuspectAsync(IReadOnlyList<(string Origin, ExternalId Entity)> entities, Counts counts, CancellationToken cancellationToken)
    {
        var suspects = new List<Suspect>();
        foreach (var (side, source) in Sources.Index())
        {
            var wanted = entities.Where(item => item.Origin == source.Name).Select(item => item.Entity).ToList();
            suspects.AddRange((await source.ReadAsync(wanted, counts.Read, cancellationToken)).Select(thing => new Suspect(thing.Key, side, thing.Entity, null)));
        }

        return suspects;
    }

    /// <summary>Reads suspects on both sides by key; returns those that differ.</summary>
    public async Task<IReadOnlyList<Difference>> LookAsync(IReadOnlyList<Suspect> suspects, Counts counts, CancellationToken cancellationToken)
    {
        var actual = await target.ReadAsync([.. suspects.Select(suspect => suspect.Key)], counts.Read, cancellationToken);
        await rule.CatchUpAsync(cancellationToken);
        var expected = new List<(int Side, Expectation Thing)>();
        foreach (var (side, source) in Sources.Index())
        {
            var wanted = suspects.Where(suspect => suspect.Side == side).Select(suspect => suspect.Source!.Value).ToList();
            expected.AddRange((await source.ReadAsync(wanted, counts.Read, cancellationToken)).Select(thing => (side, thing)));
        }

        var things = expected.ToLookup(item => item.Thing.Key);
        return [.. suspects.Select(suspect => Difference.Of(suspect, [.. things[suspect.Key].Select(item => (Sources[item.Side].Name, item.Thing))], [.. actual[suspect.Key]], Fields)).OfType<Difference>()];
    }
}
