namespace RetailConnect.Sandbox.Retail;

/// <summary>The state of the four systems, as the judge compares it: taken from the simulators, not from anybody's books.</summary>
internal sealed record WorldState
{
    /// <summary>How far the day is.</summary>
    public required DayStatus Day { get; init; }

    /// <summary>Second profiles that belong to a customer who has one already.</summary>
    public int Merged { get; init; }

    /// <summary>What the channels sold.</summary>
    public required IReadOnlyList<SaleFact> Sales { get; init; }

    /// <summary>What the channels took back.</summary>
    public required IReadOnlyList<ReturnFact> Returns { get; init; }

    /// <summary>Sales orders, posted invoices and credit memos of the ERP.</summary>
    public required IReadOnlyList<DocumentFact> Documents { get; init; }

    /// <summary>What may be sold, by place: ERP on hand, less its open sales, plus its open returns.</summary>
    public required IReadOnlyDictionary<Place, decimal> Sellable { get; init; }

    /// <summary>What kits are made of, by SKU: goods that have stock. A SKU that is not here is no kit.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<(string Sku, int Units)>> Kits { get; init; } = new Dictionary<string, IReadOnlyList<(string Sku, int Units)>>();

    /// <summary>What each channel offers, by place.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<Place, decimal>> Offered { get; init; }

    /// <summary>Places that each channel has to offer, whether it does or not.</summary>
    public required IReadOnlyList<(string Channel, Place Place)> Places { get; init; }

    /// <summary>Prices of the ERP, by SKU.</summary>
    public required IReadOnlyDictionary<string, decimal> Prices { get; init; }

    /// <summary>What each channel lists; a SKU that is listed twice appears twice.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<(string Sku, decimal Price)>> Listed { get; init; }

    /// <summary>Profiles of the loyalty engine.</summary>
    public required IReadOnlyList<ProfileFact> Profiles { get; init; }

    /// <summary>The channels' customers, each person once.</summary>
    public required IReadOnlyList<PersonFact> Shoppers { get; init; }

    /// <summary>The ERP's customers without the one of anonymous sales; a person who is there twice appears twice.</summary>
    public required IReadOnlyList<PersonFact> ErpCustomers { get; init; }
}

/// <summary>Stock of one variant at one location, by SKU and location code.</summary>
internal readonly record struct Place(string Sku, string Location);

/// <summary>Units of one variant that left or came back at a place; the price is what one unit of the sale cost after all discounts, not rounded.</summary>
internal sealed record UnitsFact(Place Place, decimal Units, decimal NetUnitPrice);

/// <summary>One sale of a channel; the reference is connection and id, the customer an e-mail address or null for an anonymous sale.</summary>
internal sealed record SaleFact(string Reference, decimal Total, string? Customer, IReadOnlyList<UnitsFact> Lines);

/// <summary>One return; the customer is the one of the sale. Goods that were not restocked are no item lines in the ERP.</summary>
internal sealed record ReturnFact(string Reference, decimal Total, string? Customer, IReadOnlyList<UnitsFact> Lines, bool Restocked);

/// <summary>One document of the ERP with the e-mail address of its customer; null for the customer of anonymous sales.</summary>
internal sealed record DocumentFact(string Reference, bool CreditMemo, decimal Total, string? Customer, IReadOnlyList<(Place Place, decimal Units)> Lines);

/// <summary>One person as a system knows them; an unknown city is empty.</summary>
internal sealed record PersonFact(string Email, string City);

/// <summary>One profile of the loyalty engine.</summary>
internal sealed record ProfileFact(string Id, string Email, decimal Points);
