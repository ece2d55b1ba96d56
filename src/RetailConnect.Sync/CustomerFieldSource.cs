namespace RetailConnect;

/// <summary>Whose word stands for a field of a person in the targets of a sync.</summary>
/// <param name="Sync">The sync whose rules say so.</param>
/// <param name="Field">The field.</param>
/// <param name="Source">The source; null when none that is preferred has it, so that what was said last stands.</param>
public sealed record CustomerFieldSource(string Sync, CustomerField Field, string? Source);
