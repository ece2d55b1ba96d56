namespace RetailConnect;

/// <summary>How far a payout has come.</summary>
public enum PayoutStatus
{
    /// <summary>Made up, and not sent to the bank yet; more may come to it.</summary>
    Scheduled,

    /// <summary>Sent to the bank, which has not confirmed it yet.</summary>
    InTransit,

    /// <summary>In the bank account.</summary>
    Paid,

    /// <summary>Refused by the bank; the money went back to the provider.</summary>
    Failed,

    /// <summary>Called off by the provider.</summary>
    Cancelled,

    /// <summary>Any other; the system's own word says which.</summary>
    Other,
}
