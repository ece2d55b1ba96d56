namespace RetailConnect.Sync.Kits;

/// <summary>What one kit is made of, down to goods that have stock.</summary>
/// <param name="Kit">The kit.</param>
/// <param name="Parts">Its parts, each variant once; at least one.</param>
internal sealed record Composition(Sku Kit, IReadOnlyList<KitPart> Parts)
{
    /// <summary>Goes into an index of the store, whose rows have a bound.</summary>
    public const int MostCharacters = 2_000;

    /// <summary>Weights by which money is spread over the parts.</summary>
    public IReadOnlyList<decimal> Weights => [.. Parts.Select(part => part.Worth)];

    public override string ToString() => $"{Uri.EscapeDataString(Kit.Value)}={string.Join('+', Parts)}";

    /// <summary>How it is kept for an order.</summary>
    public ExternalId KeptFor(CanonicalId order) => new($"{Uri.EscapeDataString(order.Value)}|{this}");

    /// <summary>How it is kept which kits an order sold; what is too much for a row is left out.</summary>
    public static ExternalId ListFor(CanonicalId order, IEnumerable<Sku> kits)
    {
        var text = Uri.EscapeDataString(order.Value);
        foreach (var kit in kits.Select(kit => $"|{Uri.EscapeDataString(kit.Value)}").Order(StringComparer.Ordinal))
        {
            text += text.Length + kit.Length <= MostCharacters ? kit : "";
        }

        return new(text);
    }

    /// <summary>Reads what <see cref="ListFor"/> wrote.</summary>
    public static IReadOnlyList<Sku> ParseList(ExternalId list) => [.. list.Value.Split('|').Skip(1).Select(kit => new Sku(Uri.UnescapeDataString(kit)))];

    /// <summary>Reads what <see cref="KeptFor"/> wrote.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static Composition Parse(ExternalId kept) => kept.Value.Split('|') is [_, var text] && text.Split('=') is [var kit, var parts]
        ? new(new(Uri.UnescapeDataString(kit)), [.. parts.Split('+').Select(KitPart.Parse)])
        : throw new FormatException($"'{kept}' is not what a kit was made of.");
}
