namespace RetailConnect;

/// <summary>Settings of a customers sync.</summary>
public sealed class CustomersOptions : SyncOptions
{
    /// <summary>Which source's word stands for what of a person whom several of them know. Default: what was said last.</summary>
    public Survivorship Survivorship { get; } = new();

    /// <summary>Says how much two profiles are alike, for a new one that no link, address or number identifies: <c>new CustomerLikeness()</c>, or a partner's. Null matches nobody by likeness. Default null.</summary>
    /// <remarks>All customers syncs of a tenant have the same setting. Every source has to be readable by id: what a known person's profiles say is read when it is compared, and not kept.</remarks>
    public ICustomerLikeness? Likeness { get; set; }

    /// <summary>From which likeness on a new customer is parked for a person, as <see cref="Reasons.PossibleDuplicate"/>; below it the customer is simply new. More than 0, at most 1. Default 0.7.</summary>
    public double AskFrom { get; set; } = 0.7;

    /// <summary>From which likeness on a new profile becomes a known person's, when nobody else reaches <see cref="AskFrom"/>; from <see cref="AskFrom"/> to 1. Null never links without a person. Default 0.97.</summary>
    public double? LinkFrom { get; set; } = 0.97;
}
