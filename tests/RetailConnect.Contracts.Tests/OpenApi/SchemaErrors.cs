using System.Text;
using NJsonSchema;
using NJsonSchema.Validation;

namespace RetailConnect.Contracts.OpenApi;

/// <summary>Tells the errors of a JSON Schema validation in our words.</summary>
internal static class SchemaErrors
{
    public static IEnumerable<(string Rule, string Detail)> Read(IEnumerable<ValidationError> errors) => errors.SelectMany(Read);

    private static IEnumerable<(string Rule, string Detail)> Read(ValidationError error)
    {
        // Of "this or null" only what is wrong with this says something.
        var parts = error switch
        {
            MultiTypeValidationError types => types.Errors.Where(type => type.Key != JsonObjectType.Null).SelectMany(type => Read(type.Value)),
            ChildSchemaValidationError { Kind: not ValidationErrorKind.ExcludedSchemaValidates } branches => branches.Errors.Where(branch => branch.Key.Type != JsonObjectType.Null).SelectMany(branch => Read(branch.Value)),
            _ => [],
        };
        var telling = parts.ToArray();
        if (telling.Length > 0)
        {
            return telling;
        }

        return [(IsReadOnly(error) ? "read-only-sent" : Kebab(error.Kind.ToString()), $"at {error.Path ?? "#"}{Limit(error)}")];
    }

    private static bool IsReadOnly(ValidationError error) =>
        error.Kind == ValidationErrorKind.NoAdditionalPropertiesAllowed
        && error.Schema.ExtensionData?.TryGetValue(JsonSchemaWriter.ReadOnlyNames, out var names) == true
        && names is IEnumerable<object> list
        && list.Any(name => name.ToString() == error.Property);

    private static string Limit(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.StringTooLong => $" (at most {error.Schema.MaxLength})",
        ValidationErrorKind.NotInEnumeration => $" (one of {string.Join(", ", error.Schema.ActualSchema.Enumeration.Take(8))}{(error.Schema.ActualSchema.Enumeration.Count > 8 ? ", ..." : "")})",
        ValidationErrorKind.PatternMismatch => $" (pattern {error.Schema.Pattern})",
        _ => "",
    };

    private static string Kebab(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            text.Append(char.IsUpper(letter) && text.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
