namespace RetailConnect.Connectors.Square.Api;

/// <summary>What the form of an upload is made of.</summary>
internal static class ImageForm
{
    /// <summary>Stands between the parts.</summary>
    public const string Boundary = "7c1f0b52a9d34e6f8e2b6d05c4a7193e";

    private const long MostBytes = 15 * 1024 * 1024;

    /// <summary>Media type and file extension under which Square takes a picture.</summary>
    /// <exception cref="ConnectorException">Square never takes such a picture.</exception>
    public static (string Type, string Extension) TypeOf(ProductImage image) => image.Length is <= 0 or > MostBytes
        ? throw new ConnectorException(FaultKind.Rejected, $"Square takes pictures of 1 to {MostBytes} bytes; this one has {image.Length}.")
        : image.MediaType switch
        {
            "image/jpeg" or "image/jpg" => ("image/jpeg", "jpg"),
            "image/pjpeg" => ("image/pjpeg", "jpg"),
            "image/png" => ("image/png", "png"),
            "image/gif" => ("image/gif", "gif"),
            _ => throw new ConnectorException(FaultKind.Rejected, $"Square takes no pictures of the type {SquareFaults.Shown(image.MediaType)}."),
        };

    /// <summary>A picture in which the boundary stands would end its part, and begin one of its own.</summary>
    /// <exception cref="ConnectorException">The boundary is in it.</exception>
    public static void Check(ReadOnlySpan<byte> content)
    {
        if (content.IndexOf(System.Text.Encoding.ASCII.GetBytes(Boundary)) >= 0)
        {
            throw new ConnectorException(FaultKind.Rejected, "The picture holds the text that separates the parts of an upload.");
        }
    }
}
