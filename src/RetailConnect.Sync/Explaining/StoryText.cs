using System.Globalization;
using System.Text;

namespace RetailConnect.Sync.Explaining;

/// <summary>A story as people read it.</summary>
internal static class StoryText
{
    private const string Indent = "  ";

    public static string Of(Explanation story)
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{story.Entity} ({story.Tenant})");
        foreach (var id in story.Ids)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Indent}{(id.Connection == ConnectionLinks.AnyConnection ? "any" : id.Connection),-8} {(id.Type == story.Entity.Type ? "id" : id.Type.Name),-16} {id.External}");
        }

        foreach (var entity in story.Related)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Indent}{"see",-8} {entity.Type.Name,-16} {entity.Canonical}");
        }

        if (story.IsCut)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Indent}The story is long; its beginning is left out.");
        }

        foreach (var item in story.Events)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Indent}{item.At.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}Z  {Place(item),-20} {Line(item)}");
        }

        return text.ToString();
    }

    private static string Place(ExplainedEvent item) => item.Target is { } target ? $"{item.Origin} > {target}" : item.Origin ?? "ledger";

    private static string Line(ExplainedEvent item) => item.Kind switch
    {
        ExplainedKind.Hinted => $"hint of {item.Id}",
        ExplainedKind.Read => $"read {item.Id} because of a hint",
        ExplainedKind.Accepted => $"{item.Sync}: envelope {item.Envelope} accepted {(item.ByHint == true ? "after a hint" : "by a poll or sweep")}, version {item.Version}, key {item.Key}",
        ExplainedKind.Announced => $"{item.Sync}: envelope {item.Envelope} announced: a call to {item.Target} begins",
        ExplainedKind.Applied => $"{item.Sync}: envelope {item.Envelope} applied{Tries(item)}{(item.Receipt is { } receipt ? $", {item.Target} answered {receipt}" : "")}",
        ExplainedKind.Deferred => $"{item.Sync}: envelope {item.Envelope} deferred{Tries(item)}: {item.Reason}",
        ExplainedKind.Skipped => $"{item.Sync}: envelope {item.Envelope} skipped: {item.Reason}",
        ExplainedKind.Superseded => $"{item.Sync}: envelope {item.Envelope} superseded: {item.Reason}",
        ExplainedKind.DeadLettered => $"{item.Sync}: envelope {item.Envelope} parked for a person{Tries(item)}: {item.Reason}. {item.Detail} {item.Advice}".TrimEnd(),
        ExplainedKind.Waiting => $"{item.Sync}: envelope {item.Envelope} waits{Tries(item)}{(item.Reason is { } reason ? $": {reason}" : "")}{Until(item)}",
        ExplainedKind.Booked => $"{item.Entries} entries opened: the ERP does not know them yet",
        _ => $"{item.Entries} entries closed: the ERP knows them",
    };

    private static string Until(ExplainedEvent item) => item.NotBefore is { } due ? string.Create(CultureInfo.InvariantCulture, $", next attempt at {due.UtcDateTime:HH:mm:ss}Z") : "";

    private static string Tries(ExplainedEvent item) => item.Attempts is > 1 ? string.Create(CultureInfo.InvariantCulture, $" at attempt {item.Attempts}") : "";
}
