using System.Data.Common;

namespace RetailConnect.Storage.Relational;

/// <summary>An envelope as it is read, with its body.</summary>
internal sealed class EnvelopeRow
{
    /// <summary>The columns, from inbox i and body b.</summary>
    public const string Columns =
        """
        i.id AS Id, i.type AS Type, i.origin AS Origin, i.entity AS Entity, i.canonical AS Canonical, i.order_key AS OrderKey, i.version AS Version, i.key AS Key,
        i.fingerprint AS Fingerprint, i.attempts AS Attempts, i.not_before AS NotBefore, i.intended AS Intended, i.accepted_at AS AcceptedAt, b.packed AS Packed, b.bytes AS Bytes
        """;

    /// <summary>Reads a row of these columns.</summary>
    public static EnvelopeRow Of(DbDataReader row) => new()
    {
        Id = row.GetInt64(0), Type = row.GetString(1), Origin = row.GetString(2), Entity = row.GetString(3), Canonical = row.GetString(4), OrderKey = row.GetString(5), Version = row.GetString(6), Key = row.GetString(7),
        Fingerprint = row.GetString(8), Attempts = row.GetInt64(9), NotBefore = row.IsDBNull(10) ? null : row.GetInt64(10), Intended = row.GetInt64(11), AcceptedAt = row.GetInt64(12),
        Packed = row.IsDBNull(13) ? null : row.GetInt64(13), Bytes = row.IsDBNull(14) ? null : (byte[])row.GetValue(14),
    };

    public long Id { get; init; }

    public string Type { get; init; } = "";

    public string Origin { get; init; } = "";

    public string Entity { get; init; } = "";

    public string Canonical { get; init; } = "";

    public string OrderKey { get; init; } = "";

    public string Version { get; init; } = "";

    public string Key { get; init; } = "";

    public string Fingerprint { get; init; } = "";

    public long Attempts { get; init; }

    public long? NotBefore { get; init; }

    public long Intended { get; init; }

    public long AcceptedAt { get; init; }

    public long? Packed { get; init; }

    public byte[]? Bytes { get; init; }

    public StoredEnvelope ToStored(LaneKey lane) => new()
    {
        Id = Id, Attempts = (int)Attempts, NotBefore = NotBefore is { } due ? Ticks.ToTime(due) : null, Intended = Intended != 0,
        Envelope = new()
        {
            Lane = lane, Type = new EntityType(Type), Origin = Origin, Entity = Entity, Canonical = new(Canonical), OrderKey = OrderKey, Version = Version, Key = new(Key),
            Fingerprint = Fingerprint, Body = Bytes is null ? ReadOnlyMemory<byte>.Empty : Packing.Unpack(Packed == 1, Bytes), AcceptedAt = Ticks.ToTime(AcceptedAt),
        },
    };
}
