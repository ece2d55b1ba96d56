using System.Globalization;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>One step from the lines that a document has to those that it shall have: a line is added, changed or removed.</summary>
/// <param name="Found">The line that is there; null when one is added.</param>
/// <param name="Wanted">What it shall be; null when it is removed.</param>
internal sealed record LineStep(OpenLine? Found, DocumentLine? Wanted)
{
    /// <summary>What the step does, for people.</summary>
    public override string ToString() => (Found, Wanted) switch
    {
        (null, { } added) => $"add {Text(LineContent.Of(added))}",
        ({ } gone, null) => $"remove {Text(LineContent.Of(gone))}",
        ({ } before, { } after) => $"{Text(LineContent.Of(before))} becomes {Text(LineContent.Of(after))}",
        _ => "",
    };

    private static string Text(LineContent line)
    {
        var discount = line.Discount == 0 ? "" : $" less {Number(line.Discount)}";
        return $"{Number(line.Quantity)} x {line.Number} at {Number(line.UnitPrice)}{discount}";
    }

    private static string Number(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);
}
