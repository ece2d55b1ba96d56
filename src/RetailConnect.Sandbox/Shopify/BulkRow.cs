namespace RetailConnect.Sandbox.Shopify;

/// <summary>A bulk mutation: the lines to run, and what came of those that ran.</summary>
internal sealed class BulkRow
{
    public required string Id { get; init; }

    public required string Mutation { get; init; }

    public required KnownDocument Document { get; init; }

    public required IReadOnlyList<ReadOnlyMemory<byte>> Lines { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public string Status { get; set; } = "CREATED";

    public string? ErrorCode { get; set; }

    public int Done { get; set; }

    public MemoryStream Result { get; } = new();

    public bool IsUnderWay => Status is "CREATED" or "RUNNING" or "CANCELING";
}

/// <summary>A place for a file that was promised, and the file once it is there.</summary>
internal sealed class UploadRow
{
    public required IReadOnlyList<(string Name, string Value)> Fields { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public ReadOnlyMemory<byte>? Content { get; set; }
}
