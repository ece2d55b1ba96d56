using System.Globalization;
using System.Text.RegularExpressions;
using GraphQL.Types;
using GraphQLParser.AST;

namespace RetailConnect.Contracts.Shopify;

/// <summary>One of Shopify's own scalars: takes a value only in the form that the vendor documents.</summary>
internal sealed partial class WireScalar : ScalarGraphType
{
    public WireScalar(string name) => Name = name;

    public override bool CanParseLiteral(GraphQLValue value) => value is GraphQLNullValue || Name == "JSON" || (value is GraphQLStringValue text && Takes((string)text.Value));

    public override object? ParseLiteral(GraphQLValue value) => value is GraphQLStringValue text ? ParseValue((string)text.Value) : Name == "JSON" ? new object() : ThrowLiteralConversionError(value);

    public override bool CanParseValue(object? value) => value is null || Name == "JSON" || (value is string text && Takes(text));

    public override object? ParseValue(object? value) => CanParseValue(value) ? value : ThrowValueConversionError(value);

    private bool Takes(string text) => Name switch
    {
        "Decimal" or "Money" => DecimalForm().IsMatch(text),
        "BigInt" => WholeForm().IsMatch(text),
        "UnsignedInt64" => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        "Date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "DateTime" => TimeForm().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "URL" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "UtcOffset" => OffsetForm().IsMatch(text),
        _ => true,
    };

    [GeneratedRegex(@"^-?\d+(\.\d+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalForm();

    [GeneratedRegex(@"^-?\d+\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholeForm();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\z", RegexOptions.CultureInvariant)]
    private static partial Regex TimeForm();

    [GeneratedRegex(@"^[+-]\d\d:\d\d\z", RegexOptions.CultureInvariant)]
    private static partial Regex OffsetForm();
}
