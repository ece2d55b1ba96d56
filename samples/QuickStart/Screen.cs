using System.Globalization;
using Spectre.Console;

namespace QuickStart;

/// <summary>Shows progress: live bars on a terminal, plain lines elsewhere.</summary>
internal sealed class Screen(IAnsiConsole console, bool live)
{
    private DateTimeOffset lastLine;

    private const int Wide = 160;

    /// <summary>A file or a pipe has no width of its own, so the table gets the one that it needs.</summary>
    public static Screen Create()
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, Wide);
        }

        return new(AnsiConsole.Console, !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive);
    }

    public void Say(string text) => console.WriteLine(text);

    /// <summary>Runs work with a progress display; the work reports a text, how much is done, and of how much.</summary>
    public async Task<T> WatchAsync<T>(string title, Func<Action<string, double, double>, Task<T>> work)
    {
        if (!live)
        {
            return await work((text, done, most) => Line(title, text, done, most));
        }

        return await AnsiConsole.Progress().AutoClear(false).Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async progress =>
            {
                var task = progress.AddTask(Markup.Escape(title));
                var result = await work((text, done, most) =>
                {
                    task.Description = Markup.Escape($"{title}: {text}");
                    task.MaxValue = Math.Max(1, most);
                    task.Value = Math.Min(done, task.MaxValue);
                });
                task.Value = task.MaxValue;
                return result;
            });
    }

    public void Show(Summary summary)
    {
        var table = new Table().Border(live ? TableBorder.Rounded : TableBorder.Ascii).AddColumn("sync");
        foreach (var column in (string[])["read", "applied", "skipped", "superseded", "dead-lettered", "pending", "vendor calls", "p50 ms", "p99 ms"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var row in summary.Syncs)
        {
            table.AddRow(row.Name, Number(row.Read), Number(row.Applied), Number(row.Skipped), Number(row.Superseded), Number(row.DeadLettered), Number(row.Pending), Number(row.VendorCalls), Number(row.P50Ms), Number(row.P99Ms));
        }

        console.Write(table);
        if (summary.Exposure is { Sold: > 0 } exposed)
        {
            console.WriteLine($"{exposed.Sold:#,0} lines were sold of goods that other channels offer too; the last of these knew after {Number(exposed.P50Ms)} ms (p50), {Number(exposed.P99Ms)} ms (p99).");
        }

        foreach (var proof in summary.Proofs)
        {
            console.MarkupLine($"{(proof.Holds ? "[green]holds[/]" : "[red]FAILS[/]")}  {Markup.Escape(proof.Name),-13} {Markup.Escape(proof.Detail)}");
        }

        console.WriteLine(summary.Holds ? $"All {summary.Proofs.Count} proofs hold after {summary.ElapsedSeconds} s (seed {summary.Seed})." : $"A proof FAILS after {summary.ElapsedSeconds} s (seed {summary.Seed}).");
    }

    private static string Number(double? value) => value?.ToString("#,0", CultureInfo.InvariantCulture) ?? "-";

    private void Line(string title, string text, double done, double most)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (now - lastLine < TimeSpan.FromSeconds(1))
        {
            return;
        }

        lastLine = now;
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{now:HH:mm:ss} {title}: {text} ({done / Math.Max(1, most):P0})"));
    }
}
