namespace RetailConnect.Sandbox.Shopify;

/// <summary>A bulk operation: the lines that a mutation runs, or what a query found, and what came of it.</summary>
internal sealed class BulkRow
{
    public required string Id { get; init; }

    /// <summary>The mutation that is run for each line, or the query.</summary>
    public required string Text { get; init; }

    public bool IsQuery { get; init; }

    public required KnownDocument Document { get; init; }

    /// <summary>Lines to run, or, once a query ran, the lines of its result.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Lines { get; set; }

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

    /// <summary>By what a file is named once it is there; null for one that only bulk operations take.</summary>
    public string? ResourceUrl { get; init; }

    public ReadOnlyMemory<byte>? Content { get; set; }
}
