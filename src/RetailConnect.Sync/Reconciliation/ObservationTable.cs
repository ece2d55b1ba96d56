using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RetailConnect.Sync.Reconciliation;

/// <summary>One side of a comparison: a digest for each of some thousand buckets, and for the drill-down a few bytes for each thing. Its values are not kept.</summary>
internal sealed class ObservationTable(IReadOnlyList<string> fields) : IDisposable
{
    private const int Buckets = 4096;
    private readonly UInt128[] digests = new UInt128[Buckets];
    private readonly List<Slot>[] slots = [.. Enumerable.Range(0, Buckets).Select(_ => new List<Slot>())];
    private readonly MemoryStream names = new();
    private readonly Dictionary<string, IReadOnlyList<string>> unknown = [];
    private readonly HashSet<string> free = [];
    private byte[] buffer = new byte[1024];

    public long Count { get; private set; }

    /// <summary>The keys of all things, bucket by bucket.</summary>
    public IEnumerable<string> Keys => slots.SelectMany(bucket => bucket).Select(slot => Read(slot).Key);

    /// <summary>Adds one thing. The order of calls does not matter.</summary>
    /// <param name="side">Which of the sources says so.</param>
    /// <param name="key">What pairs it.</param>
    /// <param name="entity">Its entity there.</param>
    /// <param name="values">Its fields; those that are not compared are ignored, and one that is lacking is unknown.</param>
    /// <param name="against">The other side, complete: what it does not know of this thing is ignored too.</param>
    public void Add(int side, string key, ExternalId entity, IReadOnlyList<ObservedField> values, ObservationTable? against = null)
    {
        if (against?.free.Contains(key) == true)
        {
            return;
        }

        var ignored = against is null ? Lacking(key, values) : against.unknown.GetValueOrDefault(key, []);
        var length = Put(0, key);
        var bucket = (int)(Hash(buffer.AsSpan(0, length)) % Buckets);
        foreach (var field in fields)
        {
            length = Put(length, ignored.Contains(field) ? "" : values.FirstOrDefault(value => value.Name == field)?.Value ?? "");
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.AsSpan(0, length), hash);
        var content = BinaryPrimitives.ReadUInt128LittleEndian(hash);
        digests[bucket] += content;
        slots[bucket].Add(new(content, names.Position, (byte)side));
        names.Write(buffer, 0, Put(Put(0, key), entity.Value));
        Count++;
    }

    /// <summary>Says that the other side may have a thing or not.</summary>
    public void Free(string key) => free.Add(key);

    /// <summary>Returns what the two sides do not agree on, bucket by bucket; those with equal digests are not looked into.</summary>
    public static IEnumerable<Suspect> Differences(ObservationTable expected, ObservationTable actual)
    {
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            if (expected.digests[bucket] != actual.digests[bucket] || expected.slots[bucket].Count != actual.slots[bucket].Count)
            {
                foreach (var suspect in Drill(expected, actual, bucket))
                {
                    yield return suspect;
                }
            }
        }
    }

    public void Dispose() => names.Dispose();

    /// <summary>Fields that a thing lacks; most things lack none.</summary>
    private IReadOnlyList<string> Lacking(string key, IReadOnlyList<ObservedField> values)
    {
        if (fields.All(field => values.Any(value => value.Name == field)))
        {
            return [];
        }

        return unknown[key] = [.. fields.Where(field => values.All(value => value.Name != field))];
    }

    private static IEnumerable<Suspect> Drill(ObservationTable expected, ObservationTable actual, int bucket)
    {
        var there = actual.slots[bucket].Select(slot => (Slot: slot, Names: actual.Read(slot))).GroupBy(item => item.Names.Key).ToDictionary(group => group.Key, group => group.ToList());
        foreach (var group in expected.slots[bucket].Select(slot => (Slot: slot, Names: expected.Read(slot))).GroupBy(item => item.Names.Key))
        {
            _ = there.Remove(group.Key, out var found);
            var all = group.ToList();
            if (all.Count > 1 || found is not [var only] || only.Slot.Content != all[0].Slot.Content)
            {
                yield return new(group.Key, [.. all.Select(item => ((int)item.Slot.Side, item.Names.Entity))], found?[0].Names.Entity);
            }
        }

        foreach (var (key, extra) in there)
        {
            yield return new(key, [], extra[0].Names.Entity);
        }
    }

    private (string Key, ExternalId Entity) Read(Slot slot)
    {
        var position = (int)slot.Names;
        var key = Get(ref position);
        return (key, Get(ref position));
    }

    private string Get(ref int position)
    {
        var bytes = names.GetBuffer();
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(position));
        var text = Encoding.UTF8.GetString(bytes, position + sizeof(int), length);
        position += sizeof(int) + length;
        return text;
    }

    private int Put(int at, string text)
    {
        var needed = at + sizeof(int) + Encoding.UTF8.GetMaxByteCount(text.Length);
        if (needed > buffer.Length)
        {
            Array.Resize(ref buffer, needed * 2);
        }

        var length = Encoding.UTF8.GetBytes(text, buffer.AsSpan(at + sizeof(int)));
        BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(at), length);
        return at + sizeof(int) + length;
    }

    /// <summary>FNV-1a: the same bucket on every host.</summary>
    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 16777619u;
        }

        return hash;
    }

    private readonly record struct Slot(UInt128 Content, long Names, byte Side);
}

/// <summary>Something that differs at first sight.</summary>
/// <param name="Key">What pairs it.</param>
/// <param name="Sources">Which of the sources say how it should be, and their entities; empty when none does.</param>
/// <param name="Target">The entity in the target; null when it lacks it.</param>
internal sealed record Suspect(string Key, IReadOnlyList<(int Side, ExternalId Entity)> Sources, ExternalId? Target);
