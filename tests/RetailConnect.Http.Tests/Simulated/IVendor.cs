namespace RetailConnect.Http.Tests.Simulated;

/// <summary>A vendor at the end of a slow line, with the budget of its account.</summary>
internal interface IVendor
{
    /// <summary>Makes a call: waits for the budget, travels, is judged when it arrives, and is answered.</summary>
    Task CallAsync(CallClaim claim);
}
