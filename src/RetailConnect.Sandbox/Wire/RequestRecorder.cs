using System.Collections.Concurrent;

namespace RetailConnect.Sandbox;

/// <summary>Keeps every request that the simulators received, up to a bound.</summary>
/// <remarks>Thread-safe. Above <see cref="Capacity"/> only the counts go on, and <see cref="LeftOut"/> says how many are missing.</remarks>
public sealed class RequestRecorder
{
    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "X-Shopify-Access-Token" };
    private readonly ConcurrentQueue<RequestRecord> records = new();
    private readonly ConcurrentDictionary<string, long> counts = new();
    private long received;

    /// <summary>Most records kept.</summary>
    public int Capacity { get; init; } = 100_000;

    /// <summary>The records in the order of arrival.</summary>
    public IReadOnlyCollection<RequestRecord> Records => records;

    /// <summary>Requests that were received and not kept.</summary>
    public long LeftOut => Math.Max(0, Interlocked.Read(ref received) - Capacity);

    /// <summary>Requests received by a vendor.</summary>
    public long Count(string vendor) => counts.GetValueOrDefault(vendor);

    internal void Add(RequestRecord record)
    {
        counts.AddOrUpdate(record.Vendor, 1, (_, count) => count + 1);
        if (Interlocked.Increment(ref received) <= Capacity)
        {
            records.Enqueue(record with { Request = record.Request with { Headers = Masked(record.Request.Headers) } });
        }
    }

    private static Dictionary<string, string> Masked(IReadOnlyDictionary<string, string> headers) =>
        headers.ToDictionary(header => header.Key, header => Secret.Contains(header.Key) ? "***" : header.Value, StringComparer.OrdinalIgnoreCase);
}
