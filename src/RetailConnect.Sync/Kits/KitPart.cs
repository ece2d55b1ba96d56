using System.Globalization;

namespace RetailConnect.Sync.Kits;

/// <summary>What one kit has of one variant.</summary>
/// <param name="Sku">The variant; never a kit itself.</param>
/// <param name="Units">Units in one kit.</param>
/// <param name="Worth">What all of these units are worth beside the other parts.</param>
internal sealed record KitPart(Sku Sku, decimal Units, decimal Worth)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(Sku.Value)}*{Units:0.#####}*{Worth:0.#####}");

    public static KitPart Parse(string text) => text.Split('*') is [var sku, var units, var worth]
        ? new(new(Uri.UnescapeDataString(sku)), decimal.Parse(units, CultureInfo.InvariantCulture), decimal.Parse(worth, CultureInfo.InvariantCulture))
        : throw new FormatException($"'{text}' is no part of a kit.");
}
