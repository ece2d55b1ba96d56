using CsCheck;
using RetailConnect.Sync.Reconciliation;

namespace RetailConnect.Sync.Tests;

/// <summary>What two sides don't agree on is found exactly, in whatever order they are read.</summary>
public sealed class ObservationTableTests
{
    private static readonly string[] Fields = [ObservedField.Price, ObservedField.Gtin];

    private static readonly Gen<(string Key, string Price, string? Gtin)[]> Things =
        Gen.Select(Gen.Int[0, 60].Select(number => $"Ø-{number}"), Gen.Int[1, 3].Select(price => $"{price}.00 EUR"), Gen.OneOf(Gen.Const((string?)null), Gen.Const((string?)""), Gen.Const((string?)"4006381333931")))
            .Array[0, 60].Select(things => things.DistinctBy(thing => thing.Item1).ToArray());

    [Fact]
    public void What_differs_is_found_and_nothing_else() => Gen.Select(Things, Things, Gen.Int).Sample((expected, actual, seed) =>
    {
        new Random(seed).Shuffle(actual);
        var there = actual.ToDictionary(thing => thing.Key);
        var known = expected.Select(thing => thing.Key).ToHashSet();
        var differing = expected.Where(thing => !there.TryGetValue(thing.Key, out var other) || thing.Price != other.Price || (thing.Gtin is { } gtin && gtin != (other.Gtin ?? ""))).Select(thing => thing.Key)
            .Concat(actual.Where(thing => !known.Contains(thing.Key)).Select(thing => thing.Key)).Order(StringComparer.Ordinal);
        Assert.Equal(differing, Differences(expected, actual).Select(suspect => suspect.Key).Order(StringComparer.Ordinal));
    });

    [Fact]
    public void A_suspect_says_where_each_side_has_it()
    {
        var suspects = Differences([("A", "1", ""), ("B", "1", ""), ("D", "1", "")], [("A", "2", ""), ("C", "1", ""), ("D", "1", "")]).OrderBy(suspect => suspect.Key, StringComparer.Ordinal).ToList();
        Assert.Equal(["A: 0 source A, target A", "B: 0 source B, nothing", "C: , target C"], suspects.Select(suspect => $"{suspect.Key}: {string.Join(' ', suspect.Sources.Select(source => $"{source.Side} {source.Entity}"))}, {suspect.Target?.Value ?? "nothing"}"));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    public void What_one_side_has_more_than_once_is_a_suspect_with_all_that_have_it(int expected, int actual) =>
        Assert.Equal(expected, Assert.Single(Differences([.. Enumerable.Repeat(("A", "1", (string?)""), expected)], [.. Enumerable.Repeat(("A", "1", (string?)""), actual)])).Sources.Count);

    [Fact]
    public void What_may_be_there_or_not_is_no_suspect()
    {
        using var should = new ObservationTable(Fields);
        using var does = new ObservationTable(Fields);
        should.Free("A");
        does.Add(0, "A", "target A", [], should);
        Assert.Empty(ObservationTable.Differences(should, does));
    }

    [Fact]
    public void Fields_are_not_taken_for_one_another() =>
        Assert.Single(Differences([("A", "12", "3")], [("A", "1", "23")]));

    private static List<Suspect> Differences((string Key, string Price, string? Gtin)[] expected, (string Key, string Price, string? Gtin)[] actual)
    {
        using var should = new ObservationTable(Fields);
        using var does = new ObservationTable(Fields);
        foreach (var (key, price, gtin) in expected)
        {
            should.Add(0, key, $"source {key}", gtin is null ? [new(ObservedField.Price, price)] : [new(ObservedField.Gtin, gtin), new(ObservedField.Price, price)]);
        }

        foreach (var (key, price, gtin) in actual)
        {
            does.Add(0, key, $"target {key}", [new(ObservedField.Price, price), new("title", "not compared"), new(ObservedField.Gtin, gtin ?? "")], should);
        }

        return [.. ObservationTable.Differences(should, does)];
    }
}
