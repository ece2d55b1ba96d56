namespace RetailConnect;

/// <summary>The company that an order is for.</summary>
/// <param name="Id">The company's id in the system that holds the order.</param>
/// <param name="Name">Its name.</param>
public sealed record BuyingCompany(ExternalId Id, string Name)
{
    /// <summary>The branch that buys; null when the system names none.</summary>
    public ExternalId? Branch { get; init; }

    /// <summary>Number of its customer account in the ERP, as it is kept in the system that was read: the branch's, else the company's; null when neither has one.</summary>
    public string? AccountNumber { get; init; }
}
