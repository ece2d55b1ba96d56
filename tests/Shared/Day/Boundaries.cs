namespace RetailConnect.Tests;

/// <summary>The places at which a host's life can end: before and after each commit and each call. From the crash on nothing gets out any more.</summary>
/// <param name="crashAt">Which passage ends the host's life, counted from 1; 0 for none.</param>
internal sealed class Boundaries(int crashAt)
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource<string> crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, int> passed = [];
    private int count;

    /// <summary>Ends with the name of the boundary at which the host's life ended.</summary>
    public Task<string> Crashed => crashed.Task;

    /// <summary>How often each boundary was passed.</summary>
    public IReadOnlyDictionary<string, int> Passed
    {
        get
        {
            lock (gate)
            {
                return passed.ToDictionary();
            }
        }
    }

    public int Count => Volatile.Read(ref count);

    /// <summary>Passes a boundary; never returns to a host whose life ended.</summary>
    public async ValueTask PassAsync(string name)
    {
        lock (gate)
        {
            if (!crashed.Task.IsCompleted)
            {
                passed[name] = passed.GetValueOrDefault(name) + 1;
                if (++count != crashAt)
                {
                    return;
                }

                crashed.SetResult(name);
            }
        }

        await new TaskCompletionSource().Task;
    }
}
