using RetailConnect.Sandbox;

namespace RetailConnect.Contracts;

/// <summary>One vendor's contract.</summary>
internal interface IVendorContract
{
    /// <summary>Short name of the vendor, as the Sandbox writes it.</summary>
    string Vendor { get; }

    /// <summary>Returns the ways in which a request breaks the contract.</summary>
    IReadOnlyList<Violation> Check(SandboxRequest request);
}
