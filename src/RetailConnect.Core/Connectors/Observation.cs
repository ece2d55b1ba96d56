namespace RetailConnect;

/// <summary>One thing as a system shows it now.</summary>
/// <param name="Key">What pairs it with the other side: the SKU of a variant; <see cref="StockLevel.IdOf"/> of SKU and location for stock; our reference for a document.</param>
/// <param name="Entity">Id in the system that was read; of a variant the id of its product, where the system has one.</param>
/// <param name="Fields">The fields that the snapshot declared, each once.</param>
public sealed record Observation(string Key, ExternalId Entity, IReadOnlyList<ObservedField> Fields);
