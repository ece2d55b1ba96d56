using System.Diagnostics;

namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>
/// Runs this program again with more than one pool thread. One thread makes a schedule the same each time, and serves as long as nothing leaves the process; a database driver that waits for its socket
/// would keep the one thread that has to wake it.
/// </summary>
internal static class ManyThreads
{
    private const string Variable = "DOTNET_ThreadPool_ForceMaxWorkerThreads";
    private const string Threads = "8";

    public static bool Are
    {
        get
        {
            ThreadPool.GetMaxThreads(out var threads, out _);
            return threads > 1;
        }
    }

    /// <summary>Runs the program with the same arguments and returns its exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet")
        {
            start.ArgumentList.Add(typeof(ManyThreads).Assembly.Location);
        }

        arguments.ToList().ForEach(start.ArgumentList.Add);
        start.Environment[Variable] = Threads;
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
