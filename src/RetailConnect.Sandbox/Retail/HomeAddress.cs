namespace RetailConnect.Sandbox.Retail;

/// <summary>Where somebody lives.</summary>
/// <param name="Street">Street and number.</param>
/// <param name="PostalCode">Postal code.</param>
/// <param name="Town">Town.</param>
public sealed record HomeAddress(string Street, string PostalCode, string Town);
