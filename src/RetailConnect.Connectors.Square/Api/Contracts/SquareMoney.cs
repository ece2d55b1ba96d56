namespace RetailConnect.Connectors.Square.Api.Contracts;

/// <summary>An amount in the smallest units of a currency.</summary>
internal sealed record SquareMoney(long? Amount, string? Currency);
