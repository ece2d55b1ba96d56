using System.Diagnostics;

namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>This program again, in a process of its own.</summary>
internal static class Child
{
    /// <summary>Runs it to its end and returns its exit code; it writes where this process writes.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="settings">Its settings in the environment.</param>
    /// <param name="leash">True when it is to stop as soon as this process asks for it, or ends: its input is closed then.</param>
    /// <param name="cancellationToken">Asks it to stop; what it has done until then is awaited.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> settings, bool leash, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardInput = leash };
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
        await using var stop = cancellationToken.Register(() =>
        {
            if (leash)
            {
                child.StandardInput.Close();
            }
        });
        await child.WaitForExitAsync(CancellationToken.None);
        return child.ExitCode;
    }

    /// <summary>Hears in a child on a leash that it is to stop.</summary>
    public static CancellationToken Leash(CancellationToken cancellationToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var input = Console.OpenStandardInput();
        new Thread(() =>
        {
            while (input.ReadByte() >= 0)
            {
            }

            stop.Cancel();
        }) { IsBackground = true, Name = "leash" }.Start();
        return stop.Token;
    }
}
