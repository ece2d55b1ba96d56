using System.Globalization;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>One entity with its version and, for documents, its lines.</summary>
internal sealed class BcRow
{
    public required long Sequence { get; init; }

    public required Guid Id { get; init; }

    public required JsonObject Body { get; init; }

    public List<JsonObject> Lines { get; } = [];

    /// <summary>Media type and content of the picture; null when there is none.</summary>
    public (string Type, byte[] Content)? Picture { get; set; }

    public int Version { get; private set; } = 1;

    public DateTimeOffset ModifiedAt { get; private set; }

    public string Etag => $"W/\"JzE5O{Sequence.ToString(CultureInfo.InvariantCulture)};{Version.ToString(CultureInfo.InvariantCulture)}Jw==\"";

    public string Text(string field) => (string?)Body[field] ?? "";

    public decimal Number(string field) => (decimal?)Body[field] ?? 0;

    public void Touch(DateTimeOffset now)
    {
        Version++;
        ModifiedAt = now;
        Body["lastModifiedDateTime"] = Time(now);
    }

    /// <summary>Takes a version back that a failed transaction made.</summary>
    public void Return(int version, DateTimeOffset at) => (Version, ModifiedAt) = (version, at);

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}

/// <summary>One entity set.</summary>
/// <param name="Name">Name in addresses.</param>
/// <param name="Fields">Fields that filters and selections may name, with their kinds.</param>
/// <param name="Create">What a POST may hold; null when it is not allowed.</param>
/// <param name="Lines">Navigation to the lines or variants; null when there is none.</param>
internal sealed record BcSet(string Name, IReadOnlyDictionary<string, BcKind> Fields, Shape? Create, string? Lines)
{
    public List<BcRow> Rows { get; } = [];

    /// <summary>True for items, of which each has a picture, if only a blank one.</summary>
    public bool HasPictures { get; init; }

    /// <exception cref="ODataError">There is no such field.</exception>
    public BcKind KindOf(string field) => Fields.TryGetValue(field, out var kind) ? kind : throw Unknown(field);

    public ODataError Unknown(string field) => ODataError.Bad($"Could not find a property named '{field}' on type 'Microsoft.NAV.{Name}'.");
}
