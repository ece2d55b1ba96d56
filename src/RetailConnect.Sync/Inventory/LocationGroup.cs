namespace RetailConnect;

/// <summary>A location of a channel that offers what several locations of the ERP have together: a web shop that ships from the warehouse and from a store.</summary>
/// <param name="Channel">The connection.</param>
/// <param name="Location">Code of the channel's location.</param>
/// <param name="Sources">Location codes of the ERP; <paramref name="Location"/> has to be one of them, because the channel's sales are counted there.</param>
public sealed record LocationGroup(string Channel, string Location, IReadOnlyList<string> Sources);
