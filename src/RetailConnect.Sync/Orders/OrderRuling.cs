namespace RetailConnect;

/// <summary>What becomes of an order that a target does not have yet.</summary>
public enum OrderRuling
{
    /// <summary>It goes on.</summary>
    Take,

    /// <summary>It waits for a change in its channel: skipped as <c>held-by-</c> and the rule's name, and its goods stay taken off the stock.</summary>
    Hold,

    /// <summary>It is none of the target's: skipped as <c>left-by-</c> and the rule's name, and its goods are left to the ERP's own figures.</summary>
    Leave,
}
