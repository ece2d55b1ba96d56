namespace RetailConnect;

/// <summary>A fault that an envelope is accepted with.</summary>
/// <param name="Reason">Kebab-case reason.</param>
/// <param name="Detail">What happened.</param>
/// <param name="Advice">What a person can do.</param>
public sealed record StoredFault(string Reason, string Detail, string Advice);
