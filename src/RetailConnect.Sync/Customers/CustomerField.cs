namespace RetailConnect;

/// <summary>What of a customer comes from one source, as a whole.</summary>
public enum CustomerField
{
    /// <summary>Given and family name.</summary>
    Name,

    /// <summary>E-mail address.</summary>
    Email,

    /// <summary>Phone number.</summary>
    Phone,

    /// <summary>Postal address.</summary>
    Address,
}
