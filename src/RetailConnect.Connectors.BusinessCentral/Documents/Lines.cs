using System.Globalization;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Catalog;

namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>Makes document lines.</summary>
internal static class Lines
{
    private const int MostCharacters = 100;

    public static DocumentLine Item(ItemKey item, string title, decimal quantity, decimal unitPrice, decimal discount, Guid? location) => new()
    {
        LineType = "Item", LineObjectNumber = item.Number, ItemVariantId = item.Variant, Description = Description(title), Quantity = quantity, UnitPrice = unitPrice,
        DiscountAmount = discount == 0 ? null : discount, LocationId = location, UnitOfMeasureCode = item.Unit,
    };

    /// <summary>A line on a G/L account; a negative amount is a negative quantity, because prices are not negative there.</summary>
    public static DocumentLine Account(string account, string title, decimal amount) => Account(account, title, amount < 0 ? -1 : 1, Math.Abs(amount), 0);

    public static DocumentLine Account(string account, string title, decimal quantity, decimal unitPrice, decimal discount) => new()
    {
        LineType = "Account", LineObjectNumber = account, Description = Description(title), Quantity = quantity, UnitPrice = unitPrice, DiscountAmount = discount == 0 ? null : discount,
    };

    /// <summary>The account that a line needs.</summary>
    /// <exception cref="ConnectorException">The setting is empty.</exception>
    public static string Needed(string? account, string setting, string what, string kind = "G/L account") => !string.IsNullOrWhiteSpace(account) ? account
        : throw new ConnectorException(FaultKind.Rejected, $"The document has {what}, but the setting {setting} names no {kind}.")
        {
            Reason = $"{Kebab(setting)}-missing", Advice = $"Set {setting} in the connection's settings, then replay.",
        };

    /// <summary>Cuts to the field's length without tearing a character apart; null when there is no text.</summary>
    public static string? Description(string title)
    {
        if (string.IsNullOrWhiteSpace(title))
        {
            return null;
        }

        var text = title.ReplaceLineEndings(" ").Trim();
        if (text.Length <= MostCharacters)
        {
            return text;
        }

        var end = StringInfo.ParseCombiningCharacters(text).Last(start => start <= MostCharacters);
        return text[..end];
    }

    private static string Kebab(string setting) =>
        string.Concat(setting.Select((letter, index) => char.IsUpper(letter) ? $"{(index > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
