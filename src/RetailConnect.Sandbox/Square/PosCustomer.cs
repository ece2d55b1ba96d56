namespace RetailConnect.Sandbox.Square;

/// <summary>One customer profile, as the judge sees it; texts are empty where the profile has none.</summary>
/// <param name="Id">Id of the profile.</param>
/// <param name="Name">Given and family name.</param>
/// <param name="Email">E-mail address.</param>
/// <param name="Phone">Phone number.</param>
/// <param name="City">Town of the address.</param>
/// <param name="Reference">Id in another system.</param>
/// <param name="Version">Number of changes.</param>
public sealed record PosCustomer(string Id, string Name, string Email, string Phone, string City, string Reference, long Version);
