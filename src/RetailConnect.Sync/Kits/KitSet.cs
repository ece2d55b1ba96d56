namespace RetailConnect.Sync.Kits;

/// <summary>All kits of a tenant, each taken apart to goods that have stock; and those that make no sense, with why.</summary>
internal sealed class KitSet
{
    private const int Deepest = 5;
    private const int MostParts = 50;
    private const int Digits = 5;
    private readonly Dictionary<Sku, Composition> whole = [];
    private readonly Dictionary<Sku, string> faults = [];
    private readonly ILookup<Sku, Composition> madeOf;

    private KitSet(IEnumerable<Kit> kits)
    {
        var named = kits.ToLookup(kit => kit.Sku);
        foreach (var same in named)
        {
            try
            {
                whole[same.Key] = Checked(same.Key, Open(named, [same.Key]));
            }
            catch (Exception fault) when (fault is ArgumentException or OverflowException)
            {
                faults[same.Key] = $"Kit '{same.Key}': {(fault is OverflowException ? "its numbers are too large." : fault.Message)}";
            }
        }

        madeOf = whole.Values.SelectMany(kit => kit.Parts.Select(part => (part.Sku, kit))).ToLookup(pair => pair.Sku, pair => pair.kit);
    }

    /// <summary>What is wrong with kits; those can't be sold.</summary>
    public IEnumerable<string> Faults => faults.Values;

    public static KitSet Of(IEnumerable<Kit> kits) => new(kits);

    /// <summary>True for a kit, also one that makes no sense: what the ERP says of its stock means nothing.</summary>
    public bool IsKit(Sku sku) => whole.ContainsKey(sku) || faults.ContainsKey(sku);

    /// <summary>What a kit is made of; null for what is none, or makes no sense.</summary>
    public Composition? Find(Sku sku) => whole.GetValueOrDefault(sku);

    /// <summary>Why a kit makes no sense; null for any other SKU.</summary>
    public string? FaultOf(Sku sku) => faults.GetValueOrDefault(sku);

    /// <summary>Kits that a variant is a part of.</summary>
    public IEnumerable<Composition> With(Sku part) => madeOf[part];

    private static List<KitPart> Open(ILookup<Sku, Kit> named, IReadOnlyList<Sku> path)
    {
        if (named[path[^1]].Count() > 1)
        {
            throw new ArgumentException($"'{path[^1]}' is described twice.");
        }

        if (path.Count > Deepest)
        {
            throw new ArgumentException($"it has kits in kits more than {Deepest} deep: {string.Join(" > ", path)}.");
        }

        var parts = new List<KitPart>();
        foreach (var component in named[path[^1]].Single().Components)
        {
            if (string.IsNullOrWhiteSpace(component.Sku.Value) || component.Units <= Quantity.Zero || component.Weight < 0)
            {
                throw new ArgumentException($"a component '{component.Sku}' of {component.Units} units and weight {component.Weight} makes no sense.");
            }

            if (path.Contains(component.Sku))
            {
                throw new ArgumentException($"it is made of itself: {string.Join(" > ", path.Append(component.Sku))}.");
            }

            var worth = component.Units.Value * component.Weight;
            parts.AddRange(named.Contains(component.Sku) ? Scaled(Open(named, [.. path, component.Sku]), component.Units.Value, worth) : [new(component.Sku, component.Units.Value, worth)]);
        }

        return [.. parts.GroupBy(part => part.Sku).Select(same => new KitPart(same.Key, same.Sum(part => part.Units), same.Sum(part => part.Worth)))];
    }

    /// <summary>The parts of a kit that is itself a part: its worth is spread over them.</summary>
    private static IEnumerable<KitPart> Scaled(List<KitPart> inner, decimal units, decimal worth)
    {
        var sum = inner.Sum(part => part.Worth);
        return inner.Select(part => new KitPart(part.Sku, part.Units * units, sum == 0 ? worth / inner.Count : worth * part.Worth / sum));
    }

    private static Composition Checked(Sku kit, IReadOnlyList<KitPart> parts)
    {
        var made = new Composition(kit, [.. parts.Select(part => part with { Units = decimal.Round(part.Units, Digits), Worth = decimal.Round(part.Worth, Digits) })]);
        return made switch
        {
            { Parts.Count: 0 } => throw new ArgumentException("it has no components."),
            { Parts.Count: > MostParts } => throw new ArgumentException($"it has {made.Parts.Count} components; at most {MostParts} are taken."),
            _ when made.Parts.FirstOrDefault(part => part.Units <= 0) is { } none => throw new ArgumentException($"it has fewer than 0.00001 units of '{none.Sku}'."),
            _ when made.ToString().Length > Composition.MostCharacters => throw new ArgumentException("the SKUs of its components are too long together."),
            _ => made,
        };
    }
}
