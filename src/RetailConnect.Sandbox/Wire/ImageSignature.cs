namespace RetailConnect.Sandbox;

/// <summary>Tells pictures by their first bytes.</summary>
internal static class ImageSignature
{
    /// <summary>Media type of the content; null for what is none of the pictures that channels take.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> content) => content switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [(byte)'G', (byte)'I', (byte)'F', ..] => "image/gif",
        _ => null,
    };
}
