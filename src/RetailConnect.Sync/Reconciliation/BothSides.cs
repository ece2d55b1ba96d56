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

    /// <summary>Reads both sides once, into tables that the caller owns.</summary>
    public async Task<(ObservationTable Expected, ObservationTable Actual)> ScanAsync(Counts counts, CancellationToken cancellationToken)
    {
        var (expected, actual) = (new ObservationTable(Fields), new ObservationTable(Fields));
        foreach (var (side, source) in sources.Index())
        {
            await source.ScanAsync(
                (things, total) =>
                {
                    foreach (var thing in things)
                    {
                        Put(expected, side, thing);
                    }

                    counts.Expect(things.Count(thing => !thing.IsFree), total);
                },
                counts.Read, cancellationToken);
        }

        await target.ScanAsync(
            expected.Keys,
            things =>
            {
                foreach (var thing in things)
                {
                    actual.Add(0, thing.Key, thing.Entity, thing.Fields, expected);
                }

                counts.Observe(things.Count);
            },
            counts.Read, cancellationToken);
        return (expected, actual);
    }

    /// <summary>Returns what differs between two tables, as far as it is worth a look.</summary>
    public IEnumerable<Suspect> Suspects((ObservationTable Expected, ObservationTable Actual) tables) =>
        ObservationTable.Differences(tables.Expected, tables.Actual).Where(suspect => suspect.Sources.Count > 0 || rule.TellsOfExtras);

    /// <summary>Returns what the target should show of some entities, to be looked at.</summary>
    public async Task<IReadOnlyList<Suspect>> SuspectAsync(IReadOnlyList<(string Origin, ExternalId Entity)> entities, Counts counts, CancellationToken cancellationToken)
    {
        var things = new List<(string Key, int Side, ExternalId Entity)>();
        foreach (var (side, source) in sources.Index())
        {
            var wanted = entities.Where(item => item.Origin == source.Name).Select(item => item.Entity).ToList();
            things.AddRange((await source.ReadAsync(wanted, counts.Read, cancellationToken)).Where(thing => !thing.IsFree).Select(thing => (thing.Key, side, thing.Entity)));
        }

        return [.. things.GroupBy(thing => thing.Key).Select(same => new Suspect(same.Key, [.. same.Select(thing => (thing.Side, thing.Entity))], null))];
    }

    /// <summary>Reads suspects on both sides by key: the target, then what the tenant's syncs owe it, then the sources. Returns those that differ.</summary>
    public async Task<IReadOnlyList<Difference>> LookAsync(IReadOnlyList<Suspect> suspects, Counts counts, CancellationToken cancellationToken)
    {
        var actual = await target.ReadAsync([.. suspects.Select(suspect => suspect.Key)], counts.Read, cancellationToken);
        await rule.CatchUpAsync(cancellationToken);
        var listed = await ListedAsync(suspects, counts, cancellationToken);
        var things = new List<(string Origin, Expectation Thing)>();
        foreach (var (side, source) in sources.Index())
        {
            var wanted = listed.SelectMany(suspect => suspect.Sources).Where(item => item.Side == side).Select(item => item.Entity).ToList();
            things.AddRange((await source.ReadAsync(wanted, counts.Read, cancellationToken)).Select(thing => (source.Name, thing)));
        }

        var expected = things.ToLookup(item => item.Thing.Key);
        return [.. listed.Select(suspect => Difference.Of(suspect, [.. expected[suspect.Key]], [.. actual[suspect.Key]], Fields, rule.IsHarmless)).OfType<Difference>()];
    }

    /// <summary>What no source listed may have been made since: the sources are asked for it by key.</summary>
    private async Task<IReadOnlyList<Suspect>> ListedAsync(IReadOnlyList<Suspect> suspects, Counts counts, CancellationToken cancellationToken)
    {
        var extras = suspects.Where(suspect => suspect.Sources.Count == 0).Select(suspect => suspect.Key).ToList();
        if (extras.Count == 0)
        {
            return suspects;
        }

        var found = new List<(string Key, int Side, ExternalId Entity)>();
        foreach (var (side, source) in sources.Index())
        {
            found.AddRange((await source.FindAsync(extras, counts.Read, cancellationToken)).Select(item => (item.Key, side, item.Entity)));
        }

        var by = found.ToLookup(item => item.Key, item => (item.Side, item.Entity));
        return [.. suspects.Select(suspect => suspect.Sources.Count > 0 ? suspect : suspect with { Sources = [.. by[suspect.Key]] })];
    }

    private static void Put(ObservationTable expected, int side, Expectation thing)
    {
        if (thing.IsFree)
        {
            expected.Free(thing.Key);
        }
        else
        {
            expected.Add(side, thing.Key, thing.Entity, thing.Fields);
        }
    }
}
