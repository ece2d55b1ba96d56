namespace RetailConnect;

/// <summary>Pictures of products as a sink gets them: from the connection that was read, with the size and the content that were promised, or not at all.</summary>
/// <remarks>Thread-safe. The content is a stream and is not kept. What the source refuses is not to be blamed on the target: a refusal of credentials arrives as <see cref="FaultKind.Transient"/>.</remarks>
public sealed class ConnectionImages
{
    private readonly Func<string, IImageSource?> sources;

    internal ConnectionImages(Func<string, IImageSource?> sources) => this.sources = sources;

    /// <summary>Opens the content of a picture; the caller disposes the stream and reads it to its end, where it fails unless it had exactly the picture's length and digest.</summary>
    /// <param name="origin">The connection that was read.</param>
    /// <param name="request">Which picture.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ConnectorException">The origin has no pictures, refused or failed; with the reason <see cref="Reasons.ImageChanged"/> it has another picture by now, whose change is on its way.</exception>
    public async ValueTask<Stream> OpenAsync(string origin, ImageRequest request, CancellationToken cancellationToken)
    {
        var source = sources(origin) ?? throw new ConnectorException(FaultKind.Unsupported, $"'{origin}' tells pictures but gives no content of them.") { Reason = Reasons.Unsupported };
        try
        {
            return new PromisedContent(await source.OpenAsync(request, cancellationToken), request.Image);
        }
        catch (ConnectorException fault) when (fault.Kind is FaultKind.Unauthorized)
        {
            throw new ConnectorException(FaultKind.Transient, $"'{origin}' refused its credentials when it was asked for a picture.", fault) { MayHaveTakenEffect = false };
        }
    }
}
