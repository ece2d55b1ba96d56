namespace RetailConnect.Connectors.Square.Catalog.Images;

/// <summary>Which pictures an item is to show: all that others gave it, and of ours the wanted ones.</summary>
internal sealed record ImagePlan
{
    /// <summary>Ids of the pictures of ours that the item shows.</summary>
    public required IReadOnlySet<string> Ours { get; init; }

    /// <summary>Ids of the pictures that it is to show of ours, in their order.</summary>
    public required IReadOnlyList<string> Wanted { get; init; }

    /// <summary>False when a wanted picture could not be brought: then none of ours is taken away, because an old picture is better than none.</summary>
    public required bool Complete { get; init; }

    /// <summary>Why a wanted picture could not be brought yet; null where none will ever follow.</summary>
    public ConnectorException? Fault { get; init; }

    /// <summary>Leaves all as it is.</summary>
    public static ImagePlan Keep(ConnectorException? fault) => new() { Ours = new HashSet<string>(), Wanted = [], Complete = false, Fault = fault };

    /// <summary>Returns what the item is to show: what stays keeps its place, what is new comes last.</summary>
    /// <param name="shown">What it shows; null when it is new, or never had any.</param>
    public IReadOnlyList<string>? Of(IReadOnlyList<string>? shown)
    {
        var there = shown ?? [];
        string[] next = [.. there.Where(id => !Complete || !Ours.Contains(id) || Wanted.Contains(id)), .. Wanted.Where(id => !there.Contains(id))];
        return next.SequenceEqual(there) ? shown : next;
    }

    /// <summary>True when the item gets a picture that it does not show.</summary>
    public bool Adds(IReadOnlyList<string>? shown) => Wanted.Any(id => shown?.Contains(id) is not true);
}
