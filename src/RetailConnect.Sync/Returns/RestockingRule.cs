namespace RetailConnect.Sync.Returns;

/// <summary>Says of a return's goods where they go, as the sync's settings have it: a pure function.</summary>
internal static class RestockingRule
{
    /// <summary>Goods of an order that was called off or edited never left, so nobody has to look at them.</summary>
    public static Return Apply(Return taken, Restocking restocking) => restocking is Restocking.AsTold || taken.CalledOff is true || taken.OfEdit is true ? taken
        : taken with { Lines = [.. taken.Lines.Select(line => line is { Kind: null or OrderLineKind.Item, Sku: not null } ? Apply(line, restocking) : line)] };

    private static ReturnLine Apply(ReturnLine line, Restocking restocking) => (restocking, line.Restocked) switch
    {
        (Restocking.Never, _) => line with { Restocked = false },
        (Restocking.Quarantine, true) or (Restocking.QuarantineUnsellable, false) => line with { Restocked = false, Quarantined = true },
        _ => line,
    };
}
