using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>The steps that make a document's lines what they shall be.</summary>
internal sealed record AmendmentPlan(IReadOnlyList<LineStep> Steps)
{
    /// <summary>Business Central takes a hundred requests together, and one of them is for the head.</summary>
    private const int MostSteps = 99;

    /// <summary>True when the steps fit into one transaction.</summary>
    public bool IsAtOnce => Steps.Count <= MostSteps;

    /// <summary>Lines that are as they shall be stay; one that sells the same thing otherwise is changed; the others come and go. Comments stay, and so do locations that nobody names.</summary>
    public static AmendmentPlan Between(IEnumerable<OpenLine> found, IEnumerable<DocumentLine> wanted)
    {
        var left = found.Where(line => line.LineType is not "Comment").ToList();
        var open = wanted.Where(line => !Take(left, there => LineContent.Of(there) == LineContent.Of(line) && IsAt(there, line), out _)).ToList();
        var steps = new List<LineStep>();
        foreach (var line in open)
        {
            steps.Add(Take(left, there => LineContent.Of(there).IsOf(LineContent.Of(line)), out var same) ? new(same, line) : new(null, line));
        }

        return new([.. steps, .. left.Select(gone => new LineStep(gone, null))]);
    }

    public override string ToString() => Steps.Count == 0 ? "nothing" : string.Join("; ", Steps);

    private static bool IsAt(OpenLine there, DocumentLine line) => line.LocationId is null || line.LocationId == there.LocationId;

    private static bool Take(List<OpenLine> left, Predicate<OpenLine> fits, out OpenLine? taken)
    {
        var index = left.FindIndex(fits);
        taken = index < 0 ? null : left[index];
        if (index >= 0)
        {
            left.RemoveAt(index);
        }

        return index >= 0;
    }
}
