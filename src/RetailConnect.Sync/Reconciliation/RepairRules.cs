namespace RetailConnect.Sync.Reconciliation;

/// <summary>Decides what a repair does about drift: a pure function.</summary>
internal static class RepairRules
{
    public static RepairStep StepFor(Discrepancy found, SinkCapability sink) => found switch
    {
        { Kind: DiscrepancyKind.OnlyInTarget } => Leave(found, "No source has it. Nothing is deleted because of that: archive or delete it in the target by hand, or give the source what it lacks."),
        { Kind: DiscrepancyKind.Ambiguous } => Leave(found, "It is there more than once. Give each its own key, or remove one, then compare again."),
        { Reason: Verdicts.PointsOfNobody } => Leave(found, "Somebody moved these points by hand, or by a session that is none of ours. Nothing is to be done if that was meant; else correct them in the loyalty engine."),
        { Reason: Verdicts.BalanceOff } => Leave(found, "The balance is not what its movements come to. Only the loyalty engine's vendor can tell why."),
        { Kind: DiscrepancyKind.Different } when found.Fields.Any(field => field is { Name: ObservedField.State, Actual: ObservedField.Cancelled }) =>
            Leave(found, "Somebody cancelled its session, which can't be undone. Give the member the points by hand."),
        { Kind: DiscrepancyKind.Different } when found.Fields.Any(field => field.Name == ObservedField.Returned) =>
            Leave(found, "The loyalty engine shows other units as returned than the channels. If a return was never written, sweep or replay it; else correct the points by hand."),
        { SourceEntity: null } => Leave(found, "The source can't be asked for it."),
        { Kind: DiscrepancyKind.Missing, Reason: not Verdicts.NeverRead } when sink is { Type.IsTransaction: true } => Leave(found, "It was written, and somebody deleted it or changed its reference. Restore it there, or enter it by hand."),
        { Kind: DiscrepancyKind.Different } when sink is { Type.IsTransaction: true, Amends: false } => Leave(found, "The document is written and differs. Correct it in the target."),
        _ when sink is { Type.IsTransaction: true, Proof: WriteProof.NativeKey or WriteProof.None } => Leave(found, "The target can't prove that a second write has no second effect. Write it by hand, or replay its envelope."),
        _ => new(found, RepairAction.WriteAgain, "What the source says now is written once more."),
    };

    private static RepairStep Leave(Discrepancy found, string why) => new(found, RepairAction.LeaveToPerson, why);
}
