namespace RetailConnect;

/// <summary>A picture of a product: what identifies its content, never the content itself, which is read from its source when a target needs it.</summary>
public sealed record ProductImage
{
    /// <summary>SHA-256 of the content, 64 lower-case hexadecimal digits: equal means the same picture.</summary>
    public required string Digest { get; init; }

    /// <summary>Length of the content in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Media type as the source states it, for example <c>image/jpeg</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>File name, with an extension that fits the media type.</summary>
    public required string FileName { get; init; }

    /// <summary>Text for people who can't see the picture; null when unknown.</summary>
    public string? AltText { get; init; }
}
