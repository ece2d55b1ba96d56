using System.Text.Json.Serialization;

namespace RetailConnect;

/// <summary>One field that differs.</summary>
/// <param name="Name">Name of the field, as in <see cref="ObservedField"/>.</param>
/// <param name="Expected">What the sources say; empty for none.</param>
/// <param name="Actual">What the target shows; empty for none.</param>
public sealed record FieldDifference(string Name, string Expected, string Actual)
{
    /// <summary>How much a sale of one unit is charged wrongly: the actual amount less the expected one; null for a field that is no price.</summary>
    [JsonIgnore]
    public Money? PerUnit =>
        Name == ObservedField.Price && new ObservedField(Name, Expected).AsMoney() is { } expected && new ObservedField(Name, Actual).AsMoney() is { } actual && expected.Currency == actual.Currency
            ? actual - expected
            : null;
}
