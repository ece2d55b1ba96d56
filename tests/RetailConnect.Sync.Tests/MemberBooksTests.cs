using CsCheck;
using RetailConnect.Sync.Reconciliation;

namespace RetailConnect.Sync.Tests;

public sealed class MemberBooksTests
{
    private static readonly Gen<decimal> Points = Gen.Int[-50_000, 50_000].Select(number => number / 4m);

    private static Observation Member(decimal balance, decimal ledger, decimal ofNobody) =>
        new("M1", "M1", [ObservedField.Of(ObservedField.Balance, balance), ObservedField.Of(ObservedField.Ledger, ledger), ObservedField.Of(ObservedField.OfNobody, ofNobody)]);

    [Fact]
    public void Books_are_wrong_exactly_where_numbers_differ() => Gen.Select(Points, Points, Points).Sample((balance, ledger, ofNobody) =>
        MemberBooks.Check(Member(balance, ledger, ofNobody)).Select(found => found.Reason)
            .SequenceEqual([.. balance == ledger ? (string[])[] : [Verdicts.BalanceOff], .. ofNobody == 0 ? (string[])[] : [Verdicts.PointsOfNobody]]));

    [Fact]
    public void Both_faults_of_a_member_have_keys_of_their_own_and_the_points_at_stake()
    {
        var found = MemberBooks.Check(Member(12.5m, 10, -3)).ToList();
        Assert.Equal(["M1/balance", "M1/of-nobody"], found.Select(item => item.Key));
        Assert.Equal([new(ObservedField.Balance, "10", "12.5"), new(ObservedField.OfNobody, "0", "-3")], found.Select(item => Assert.Single(item.Fields)));
        Assert.All(found, item => Assert.Equal((DiscrepancyState.Drift, new ExternalId("M1"), null), (item.State, item.TargetEntity!.Value, item.SourceEntity)));
    }

    [Fact]
    public void A_number_is_the_same_however_many_zeros_it_has() => Assert.Empty(MemberBooks.Check(Member(10.00m, 10.0m, 0.000m)));

    [Fact]
    public void What_is_left_of_a_division_is_no_difference() => Points.Where(points => points != 0).Sample(points =>
        Gen.Int[1, 1000].Sample(units => ObservedField.Of(ObservedField.Goods, points / units * units).Value == ObservedField.Of(ObservedField.Goods, points).Value, iter: 10), iter: 100);
}
