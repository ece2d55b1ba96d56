using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>The picture of an item: an entity that is always there and whose id is the item's, and a stream property with the content.</summary>
internal static class BcPictures
{
    private const int Width = 800;
    private const int Height = 600;

    public static JsonObject Show(BcRow item) => new()
    {
        ["id"] = item.Id.ToString(), ["parentType"] = "Item", ["width"] = item.Picture is null ? 0 : Width, ["height"] = item.Picture is null ? 0 : Height, ["contentType"] = item.Picture?.Type ?? "",
        ["pictureContent@odata.mediaReadLink"] = $"pictures({item.Id})/pictureContent",
    };

    /// <summary>The bytes as they are; no content where there is no picture.</summary>
    public static SandboxResponse Content(BcRow item) => item.Picture is not { } picture
        ? SandboxResponse.Empty(204)
        : new(200, picture.Content) { Headers = new Dictionary<string, string> { ["Content-Type"] = "application/octet-stream" } };
}
