namespace RetailConnect.Http;

/// <summary>An entry of a list in a vendor's answer.</summary>
public interface IVendorEntry
{
    /// <summary>Where the entry departs from its contract, as a JSON path; null when it was read.</summary>
    string? Trouble { get; }
}
