namespace RetailConnect.Sandbox.Retail;

/// <summary>The state of the four systems, as the judge compares it: taken from the simulators, not from anybody's books.</summary>
internal sealed record WorldState
{
    /// <summary>What the channels sold.</summary>
    public required IReadOnlyList<SaleFact> Sales { get; init; }

    /// <summary>What the channels took back.</summary>
    public required IReadOnlyList<ReturnFact> Returns { get; init; }

    /// <summary>Sales orders, posted invoices and credit memos of the ERP.</summary>
    public required IReadOnlyList<DocumentFact> Documents { get; init; }

    /// <summary>What may be sold, by place: ERP on hand, less its open sales, plus its open returns.</summary>
    public required IReadOnlyDictionary<Place, decimal> Sellable { get; init; }

    /// <summary>What each channel offers, by place.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<Place, decimal>> Offered { get; init; }

    /// <summary>Places that each channel has to offer, whether it does or not.</summary>
    public required IReadOnlyList<(string Channel, Place Place)> Places { get; init; }

    /// <summary>Prices of the ERP, by SKU.</summary>
    public required IReadOnlyDictionary<string, decimal> Prices { get; init; }

    /// <summary>What each channel lists; a SKU that is listed twice appears twice.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<(string Sku, decimal Price)>> Listed { get; init; }

    /// <summary>Points by e-mail address.</summary>
    public required IReadOnlyDictionary<string, decimal> Points { get; init; }

    /// <summary>E-mail addresses of the channels' customers, each once.</summary>
    public required IReadOnlyCollection<string> Shoppers { get; init; }

    /// <summary>E-mail addresses of the ERP's customers; one that is there twice appears twice.</summary>
    public required IReadOnlyList<string> ErpCustomers { get; init; }
}

/// <summary>Stock of one variant at one location, by SKU and location code.</summary>
internal readonly record struct Place(string Sku, string Location);

/// <summary>Units of one variant at one price.</summary>
internal sealed record UnitsFact(string Sku, decimal Units, decimal UnitPrice);

/// <summary>One sale of a channel; the reference is connection and id.</summary>
internal sealed record SaleFact(string Reference, decimal Total, string? Member, IReadOnlyList<UnitsFact> Lines);

/// <summary>One return; the member is the one who got the points of the sale, the unit price is that of the sale. Goods that were not restocked are no item lines in the ERP.</summary>
internal sealed record ReturnFact(string Reference, decimal Total, string? Member, IReadOnlyList<UnitsFact> Lines, bool Restocked);

/// <summary>One document of the ERP.</summary>
internal sealed record DocumentFact(string Reference, bool CreditMemo, decimal Total, IReadOnlyList<(string Sku, decimal Units)> Lines);
