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
    public static Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) => Child.RunAsync(arguments, new Dictionary<string, string> { [Variable] = Threads }, leash: false, cancellationToken);
}
