using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Catalog.Attributes;

/// <summary>What has to be done to one product's metafields.</summary>
/// <param name="Plan">The product.</param>
/// <param name="Id">Its id in the shop.</param>
internal sealed record MetafieldEdit(AttributePlan Plan, string Id)
{
    /// <summary>Metafields to write, the marks among them.</summary>
    public IReadOnlyList<MetafieldSetInput> Set { get; init; } = [];

    /// <summary>Metafields to take away.</summary>
    public IReadOnlyList<MetafieldPlace> Delete { get; init; } = [];

    /// <summary>Metafields that somebody else wrote or changed.</summary>
    public IReadOnlyList<WantedMetafield> Left { get; init; } = [];

    /// <summary>Compares what is wanted with what is there; what somebody else wrote or changed is left alone, unless the map says otherwise.</summary>
    public static MetafieldEdit Of(AttributePlan plan, string id)
    {
        var marks = MetafieldMarks.Read(plan.There!.Marks?.Value);
        var known = MetafieldMarks.Write(marks);
        var (set, delete, left) = (new List<MetafieldSetInput>(), new List<MetafieldPlace>(), new List<WantedMetafield>());
        foreach (var wanted in plan.Wanted)
        {
            var there = plan.There.Of(wanted.Place);
            if (wanted.Text is { } text && there is not null && MetafieldText.Read(there.Type, there.Value) == MetafieldText.Read(wanted.Place.Type, text))
            {
                marks[there.Place] = MetafieldMarks.Of(there.Type, there.Value);
            }
            else if (there is not null && !wanted.Place.Overwrite && !MetafieldMarks.Knows(marks, there))
            {
                left.Add(wanted);
            }
            else if (wanted.Text is { } changed)
            {
                set.Add(new(id, wanted.Place.Namespace, wanted.Place.Key, wanted.Place.Type, changed, there?.CompareDigest));
                marks[wanted.Place.ToString()] = MetafieldMarks.Of(wanted.Place.Type, changed);
            }
            else if (there is not null)
            {
                delete.Add(new(id, wanted.Place.Namespace, wanted.Place.Key));
            }
        }

        // The mark of what is taken away stays: a crash before the delete would leave something that nobody knows.
        return new(plan, id) { Set = MetafieldMarks.Write(marks) == known ? set : [.. set, Marked(plan, id, marks)], Delete = delete, Left = left };
    }

    private static MetafieldSetInput Marked(AttributePlan plan, string id, Dictionary<string, string> marks) =>
        new(id, null, MetafieldMarks.Key, MetafieldMarks.Type, MetafieldMarks.Write(marks), plan.There!.Marks?.CompareDigest);
}
