namespace RetailConnect.Sandbox.Retail;

/// <summary>One statement about the four systems, judged from their own state.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Holds">True when the statement holds.</param>
/// <param name="Detail">What was compared, and the first differences when it does not hold.</param>
public sealed record Proof(string Name, bool Holds, string Detail);
