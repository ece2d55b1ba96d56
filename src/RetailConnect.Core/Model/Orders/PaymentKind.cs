namespace RetailConnect;

/// <summary>How something was paid.</summary>
public enum PaymentKind
{
    /// <summary>Card.</summary>
    Card,

    /// <summary>Cash.</summary>
    Cash,

    /// <summary>Gift card redeemed.</summary>
    GiftCard,

    /// <summary>Any other way; the gateway's text says which.</summary>
    Other,
}
