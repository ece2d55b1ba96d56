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

    /// <summary>Reads what <see cref="KeptFor"/> wrote.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static Composition Parse(ExternalId kept) => kept.Value.Split('|') is [_, var text] && text.Split('=') is [var kit, var parts]
        ? new(new(Uri.UnescapeDataString(kit)), [.. parts.Split('+').Select(KitPart.Parse)])
        : throw new FormatException($"'{kept}' is not what a kit was made of.");
}
