using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace RetailConnect.Connectors.Square.Tests;

/// <summary>Pictures of an origin that a test plays, and the warnings that come of them.</summary>
internal sealed class Gallery : IImageSource, ILoggerFactory, ILogger
{
    private readonly Dictionary<string, Func<Stream>> contents = [];

    /// <summary>Digests that were asked for, in their order.</summary>
    public List<string> Asked { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>A picture as its product tells it, whose content the origin has.</summary>
    public ProductImage Add(byte[] content, string type = "image/jpeg", string? text = null)
    {
        var image = Of(content, type, text);
        contents[image.Digest] = () => new MemoryStream(content);
        return image;
    }

    /// <summary>A picture whose content does not come.</summary>
    public ProductImage Fail(byte[] content, Func<Stream> instead)
    {
        var image = Of(content, "image/jpeg", null);
        contents[image.Digest] = instead;
        return image;
    }

    public ValueTask<Stream> OpenAsync(ImageRequest request, CancellationToken cancellationToken)
    {
        Asked.Add(request.Image.Digest);
        return new(contents[request.Image.Digest]());
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Warnings.Add($"{eventId.Id} {formatter(state, exception)}");

    public void Dispose()
    {
    }

    private static ProductImage Of(byte[] content, string type, string? text) =>
        new() { Digest = Convert.ToHexStringLower(SHA256.HashData(content)), Length = content.Length, MediaType = type, FileName = "shirt.jpg", AltText = text };
}
