namespace RetailConnect.Tests;

/// <summary>The places at which a host's life can end or halt: around each commit and each call. From then on nothing gets out any more, or not before it is woken.</summary>
/// <param name="ends">Tells, for each passage, whether the host's life ends there: by its number, counted from 1, its place's name, and how often that place was passed.</param>
internal sealed class Boundaries(Func<int, string, int, bool> ends)
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource<string> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, int> passed = [];
    private int count;

    /// <summary>Boundaries at which nothing ends.</summary>
    public static Boundaries Open() => new(static (_, _, _) => false);

    /// <summary>Boundaries of which one passage, counted from 1, ends the host's life; 0 for none.</summary>
    public static Boundaries EndAt(int passage) => new((number, _, _) => number == passage);

    /// <summary>Ends with the name of the boundary at which the host's life ended.</summary>
    public Task<string> Ended => ended.Task;

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

    /// <summary>Lets a host that hung go on.</summary>
    public void Wake() => woken.TrySetResult();

    /// <summary>Passes a boundary; to a host whose life ended it returns only after <see cref="Wake"/>, with true.</summary>
    /// <param name="name">Name of the place.</param>
    /// <param name="last">What still happens when the life ends right here.</param>
    public async ValueTask<bool> PassAsync(string name, Action? last = null)
    {
        lock (gate)
        {
            if (!ended.Task.IsCompleted)
            {
                passed[name] = passed.GetValueOrDefault(name) + 1;
                if (!ends(++count, name, passed[name]))
                {
                    return false;
                }

                last?.Invoke();
                ended.SetResult(name);
            }
        }

        await woken.Task;
        return true;
    }
}
