using System.Diagnostics;

namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>This program again, in a process of its own.</summary>
internal static class Child
{
    /// <summary>Runs it to its end and returns its exit code; it writes where this process writes.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet")
        {
            start.ArgumentList.Add(typeof(Child).Assembly.Location);
        }

        arguments.ToList().ForEach(start.ArgumentList.Add);
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var child = Process.Start(start)!;
        try
        {
            await child.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The signal that stopped this process reached the child too; it ends by itself.
            await child.WaitForExitAsync(CancellationToken.None);
        }

        return child.ExitCode;
    }
}
