namespace RetailConnect.Sync.Engine;

/// <summary>Loops that live and end together.</summary>
internal static class Loops
{
    /// <summary>Waits for all of them; one that ends with an exception ends the life of the others, because nobody would miss it.</summary>
    public static Task RunAsync(CancellationTokenSource life, params IEnumerable<Task> loops) => Task.WhenAll(loops.Select(loop => GuardAsync(loop, life)));

    private static async Task GuardAsync(Task loop, CancellationTokenSource life)
    {
        try
        {
            await loop;
        }
        catch
        {
            await life.CancelAsync();
            throw;
        }
    }
}
