namespace RetailConnect.Connectors.Shopify.Catalog.Images;

/// <summary>What has to happen so that a product shows the wanted pictures, and all that others gave it.</summary>
internal sealed record ImagePlan
{
    private ImagePlan()
    {
    }

    /// <summary>Files that the product gets.</summary>
    public required IReadOnlyList<string> Add { get; init; }

    /// <summary>Files of ours that it loses.</summary>
    public required IReadOnlyList<string> Remove { get; init; }

    /// <summary>Marks that are written before, so that nothing of ours is ever shown without one; null where they are there.</summary>
    public required IReadOnlyDictionary<string, string>? Before { get; init; }

    /// <summary>Marks that are written afterwards; null where nothing is to be forgotten.</summary>
    public required IReadOnlyDictionary<string, string>? After { get; init; }

    /// <param name="marks">What we gave the product before: digests by the ids of the files.</param>
    /// <param name="shown">Ids of all files that it shows.</param>
    /// <param name="wanted">What it is to show of ours.</param>
    /// <param name="complete">False when a wanted picture could not be brought: then none of ours is taken away, because an old picture is better than none.</param>
    public static ImagePlan Of(IReadOnlyDictionary<string, string> marks, IReadOnlySet<string> shown, IReadOnlyDictionary<string, string> wanted, bool complete)
    {
        var next = new Dictionary<string, string>(wanted);
        foreach (var (id, digest) in marks.Where(mark => !complete && shown.Contains(mark.Key)))
        {
            next.TryAdd(id, digest);
        }

        var either = new Dictionary<string, string>(marks);
        foreach (var (id, digest) in next)
        {
            either[id] = digest;
        }

        return new()
        {
            Add = [.. next.Keys.Where(id => !shown.Contains(id))],
            Remove = [.. marks.Keys.Where(id => shown.Contains(id) && !next.ContainsKey(id))],
            Before = either.Count > marks.Count ? either : null,
            After = next.Count < either.Count ? next : null,
        };
    }
}
