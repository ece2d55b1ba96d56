using System.Globalization;
using Spectre.Console;

namespace CustomConnector.Kit;

/// <summary>Shows the report: colours on a terminal, plain lines elsewhere.</summary>
internal sealed class Screen(IAnsiConsole console)
{
    private const int Wide = 400;

    /// <summary>A file or a pipe has no width of its own, so that lines are not broken there.</summary>
    public static Screen Create()
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, Wide);
        }

        return new(AnsiConsole.Console);
    }

    public void Say(string text) => console.WriteLine(text);

    public void Show(CheckResult check) => console.MarkupLine(Line(check));

    /// <summary>What failed comes last, where the eye ends.</summary>
    public void Show(KitReport report)
    {
        foreach (var failed in report.Checks.Where(check => check.Outcome is CheckOutcome.Failed))
        {
            console.WriteLine();
            Show(failed);
        }

        console.WriteLine();
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Connector}: {report.Checks.Count} checks in {report.Seconds:0} s: {report.Passed} passed, {report.Bypassed} bypassed, {report.Failed} failed. {Verdict(report)}"));
    }

    private static string Verdict(KitReport report) =>
        report.Failed > 0 ? "The connector does NOT conform." : report.Holds ? "Every check that applies passed." : "Nothing was checked.";

    private static string Line(CheckResult check)
    {
        var outcome = check.Outcome switch { CheckOutcome.Passed => "[green]passed  [/]", CheckOutcome.Bypassed => "[yellow]bypassed[/]", _ => "[red]FAILED  [/]" };
        return check.Detail switch
        {
            null => $"{outcome}  {Markup.Escape(check.Name)}",
            var broken when check.Outcome is CheckOutcome.Failed => $"{outcome}  {Markup.Escape(broken)}",
            var reason => $"{outcome}  {Markup.Escape(check.Name)}: {Markup.Escape(reason)}",
        };
    }
}
