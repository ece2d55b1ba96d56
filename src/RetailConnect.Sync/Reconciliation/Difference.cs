namespace RetailConnect.Sync.Reconciliation;

/// <summary>What a look at a suspect found.</summary>
/// <param name="Suspect">The suspect.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Origin">Source that says how it should be.</param>
/// <param name="Expected">How it should be; null when no source says.</param>
/// <param name="Actual">How it is; null when the target lacks it.</param>
/// <param name="Fields">The fields that differ.</param>
internal sealed record Difference(Suspect Suspect, DiscrepancyKind Kind, string? Origin, Expectation? Expected, Observation? Actual, IReadOnlyList<FieldDifference> Fields)
{
    /// <summary>Compares one thing; null when there is no difference.</summary>
    /// <param name="suspect">The suspect.</param>
    /// <param name="expected">What sources say.</param>
    /// <param name="actual">What the target shows.</param>
    /// <param name="fields">What is compared.</param>
    /// <param name="isHarmless">Tells of a thing that no source has whether it does harm.</param>
    public static Difference? Of(Suspect suspect, IReadOnlyList<(string Origin, Expectation Thing)> expected, IReadOnlyList<Observation> actual, IReadOnlyList<string> fields, Func<Observation, bool> isHarmless)
    {
        var wanted = expected.Where(item => !item.Thing.IsFree).ToList();
        var (origin, thing) = wanted.Count > 0 ? wanted[0] : (null, null);
        var seen = actual.Count > 0 ? actual[0] : null;
        return (wanted.Count, actual.Count) switch
        {
            (0, _) when expected.Count > 0 || seen is null => null,
            (0, _) => suspect.Sources.Count == 0 && actual.All(isHarmless) ? null : new(suspect, DiscrepancyKind.OnlyInTarget, null, null, seen, []),
            ( > 1, _) or (_, > 1) => new(suspect, DiscrepancyKind.Ambiguous, origin, thing, seen, []),
            (_, 0) => new(suspect, DiscrepancyKind.Missing, origin, thing, null, []),
            _ when Differing(thing!.Fields, seen!.Fields, fields) is { Count: > 0 } differing => new(suspect, DiscrepancyKind.Different, origin, thing, seen, differing),
            _ => null,
        };
    }

    /// <summary>True when another look found the same, to the value.</summary>
    public bool IsSame(Difference? other) => other is not null && Kind == other.Kind && Fields.SequenceEqual(other.Fields);

    private static IReadOnlyList<FieldDifference> Differing(IReadOnlyList<ObservedField> expected, IReadOnlyList<ObservedField> actual, IReadOnlyList<string> fields) =>
        [.. fields.Where(name => expected.Any(field => field.Name == name)).Select(name => new FieldDifference(name, Value(expected, name), Value(actual, name))).Where(field => field.Expected != field.Actual)];

    private static string Value(IReadOnlyList<ObservedField> fields, string name) => fields.FirstOrDefault(field => field.Name == name)?.Value ?? "";
}
