namespace RetailConnect;

/// <summary>What moved the balance of a payment provider.</summary>
public enum PayoutEntryKind
{
    /// <summary>A customer paid.</summary>
    Charge,

    /// <summary>A customer got money back.</summary>
    Refund,

    /// <summary>The provider corrected something by hand.</summary>
    Adjustment,

    /// <summary>A customer disputes a payment, and the provider took its amount back.</summary>
    Dispute,

    /// <summary>A dispute was won, and the provider gave its amount again.</summary>
    DisputeReversal,

    /// <summary>A fee that stands for itself, or one that was given back.</summary>
    Fee,

    /// <summary>Money that the provider holds back for a while, or releases.</summary>
    Reserve,

    /// <summary>The merchant's own money, moved between the balance and the bank account by another payout, or back from one that failed.</summary>
    Transfer,

    /// <summary>Any other; the system's own word says which.</summary>
    Other,
}
