namespace RetailConnect.Sync.Reconciliation;

/// <summary>Says what is wrong with a member's books: a pure function.</summary>
internal static class MemberBooks
{
    private const string None = "0";

    /// <summary>Returns the points at stake as fields of a discrepancy: those that nobody moved, and those by which the balance is not the sum of its movements.</summary>
    public static IEnumerable<Discrepancy> Check(Observation member)
    {
        var (balance, ledger, ofNobody) = (Value(member, ObservedField.Balance), Value(member, ObservedField.Ledger), Value(member, ObservedField.OfNobody));
        if (balance != ledger)
        {
            yield return Form(member, Verdicts.BalanceOff, new(ObservedField.Balance, ledger, balance));
        }

        if (ofNobody is not ("" or None))
        {
            yield return Form(member, Verdicts.PointsOfNobody, new(ObservedField.OfNobody, None, ofNobody));
        }
    }

    private static Discrepancy Form(Observation member, string reason, FieldDifference field) => new()
    {
        Key = $"{member.Key}/{field.Name}", Kind = DiscrepancyKind.Different, State = DiscrepancyState.Drift, Reason = reason, TargetEntity = member.Entity, Fields = [field], FirstSeenAt = default,
    };

    private static string Value(Observation member, string name) => member.Fields.FirstOrDefault(field => field.Name == name)?.Value ?? "";
}
