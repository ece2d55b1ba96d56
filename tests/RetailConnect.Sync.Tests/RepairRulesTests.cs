using RetailConnect.Sync.Reconciliation;

namespace RetailConnect.Sync.Tests;

/// <summary>A repair writes what can be written without harm, and leaves the rest to a person.</summary>
public sealed class RepairRulesTests
{
    [Theory]
    [InlineData("product", WriteProof.NaturalUpsert, false, DiscrepancyKind.Different, RepairAction.WriteAgain)]
    [InlineData("product", WriteProof.NaturalUpsert, false, DiscrepancyKind.Missing, RepairAction.WriteAgain)]
    [InlineData("product", WriteProof.NaturalUpsert, false, DiscrepancyKind.OnlyInTarget, RepairAction.LeaveToPerson)]
    [InlineData("product", WriteProof.NaturalUpsert, false, DiscrepancyKind.Ambiguous, RepairAction.LeaveToPerson)]
    [InlineData("stock-level", WriteProof.NativeKey, false, DiscrepancyKind.Different, RepairAction.WriteAgain)]
    [InlineData("order", WriteProof.LookUp, true, DiscrepancyKind.Different, RepairAction.WriteAgain)]
    [InlineData("order", WriteProof.LookUp, false, DiscrepancyKind.Different, RepairAction.LeaveToPerson)]
    [InlineData("order", WriteProof.NativeKey, true, DiscrepancyKind.Missing, RepairAction.LeaveToPerson)]
    [InlineData("order", WriteProof.None, true, DiscrepancyKind.Missing, RepairAction.LeaveToPerson)]
    public void A_repair_follows_what_the_target_can_prove(string type, WriteProof proof, bool amends, DiscrepancyKind kind, RepairAction expected)
    {
        var step = RepairRules.StepFor(Found(kind), new(new(type), proof, 1, 1) { Amends = amends });
        Assert.Equal(expected, step.Action);
        Assert.EndsWith(".", step.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("never-read", WriteProof.LookUp, RepairAction.WriteAgain)]
    [InlineData("never-read", WriteProof.NativeKey, RepairAction.LeaveToPerson)]
    [InlineData("gone-from-target", WriteProof.LookUp, RepairAction.LeaveToPerson)]
    public void A_document_is_written_only_when_it_never_was(string reason, WriteProof proof, RepairAction expected) =>
        Assert.Equal(expected, RepairRules.StepFor(Found(DiscrepancyKind.Missing) with { Reason = reason }, new(EntityType.Order, proof, 1, 1) { Amends = true }).Action);

    [Fact]
    public void What_the_source_cannot_be_asked_for_is_left() =>
        Assert.Equal(RepairAction.LeaveToPerson, RepairRules.StepFor(Found(DiscrepancyKind.Different) with { SourceEntity = null }, new(EntityType.Product, WriteProof.NaturalUpsert, 1, 1)).Action);

    [Theory]
    [InlineData(ObservedField.State, "closed", "cancelled", RepairAction.LeaveToPerson)]
    [InlineData(ObservedField.State, "cancelled", "closed", RepairAction.WriteAgain)]
    [InlineData(ObservedField.State, "closed", "open", RepairAction.WriteAgain)]
    [InlineData(ObservedField.Goods, "10", "12", RepairAction.WriteAgain)]
    [InlineData(ObservedField.Returned, "1", "0", RepairAction.LeaveToPerson)]
    public void Points_are_repaired_only_where_the_order_alone_decides(string field, string expected, string actual, RepairAction action) =>
        Assert.Equal(action, RepairRules.StepFor(Found(DiscrepancyKind.Different) with { Fields = [new(field, expected, actual)] }, new(EntityType.Order, WriteProof.NaturalUpsert, 1, 1) { Amends = true }).Action);

    [Theory]
    [InlineData(Verdicts.PointsOfNobody)]
    [InlineData(Verdicts.BalanceOff)]
    public void Books_of_a_member_are_left_to_a_person(string reason)
    {
        var step = RepairRules.StepFor(Found(DiscrepancyKind.Different) with { Reason = reason, SourceEntity = null }, new(EntityType.Order, WriteProof.NaturalUpsert, 1, 1) { Amends = true });
        Assert.Equal(RepairAction.LeaveToPerson, step.Action);
        Assert.DoesNotContain("asked for", step.Why, StringComparison.Ordinal);
    }

    private static Discrepancy Found(DiscrepancyKind kind) => new() { Key = "A", Kind = kind, State = DiscrepancyState.Drift, Reason = "changed-in-target", Origin = "erp", SourceEntity = "1", FirstSeenAt = default };
}
