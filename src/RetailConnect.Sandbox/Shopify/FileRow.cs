namespace RetailConnect.Sandbox.Shopify;

/// <summary>A picture among the shop's files; it is looked at for a while before it can be used.</summary>
internal sealed class FileRow
{
    public const string Ready = "READY";
    public const string Failed = "FAILED";
    private static readonly TimeSpan Waits = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Takes = TimeSpan.FromSeconds(4);

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required byte[] Content { get; init; }

    public string? Alt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Media type by the first bytes; null for what is no picture that shops take.</summary>
    public string? Type => ImageSignature.TypeOf(Content);

    public string StatusAt(DateTimeOffset now) => now < CreatedAt + Waits ? "UPLOADED" : now < CreatedAt + Takes ? "PROCESSING" : Type is null ? Failed : Ready;
}
