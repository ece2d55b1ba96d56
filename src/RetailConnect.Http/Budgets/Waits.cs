namespace RetailConnect.Http;

/// <summary>Waits of at least the time asked for.</summary>
internal static class Waits
{
    /// <summary>Waits in whole milliseconds, rounded up: a delay drops fractions, so that a rest of half a millisecond would be asked for again and again until the clock moves.</summary>
    public static Task For(TimeSpan wait, TimeProvider time, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, cancellationToken);
}
