using Refit;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Catalog.Images;

/// <summary>Brings a picture into the catalogue, attached to nothing: its name is the digest of its content.</summary>
/// <remarks>Thread-safe. The content is held in memory, because a call whose token was refused is sent again.</remarks>
internal sealed class ImageUpload(ISquareApi api, CatalogGate gate, ConnectionImages images)
{
    /// <summary>Returns the id of the picture. A repeat of the same effect brings the same one.</summary>
    /// <exception cref="ConnectorException">Rejected when Square does not take such a picture, and never will.</exception>
    public async ValueTask<string> BringAsync(Envelope<Product> envelope, ProductImage image, CancellationToken cancellationToken)
    {
        var (type, extension) = ImageForm.TypeOf(image);
        var content = await ReadAsync(envelope, image, cancellationToken);
        ImageForm.Check(content);

        // Other products may show the same picture, so that only the source's own text can describe it.
        var made = new NewImageObject(CatalogObject.Image, "#image", new() { Name = image.Digest, Caption = image.AltText });
        var request = new NewImage(envelope.IdempotencyKey.For(image.Digest).Value, made);
        var answer = await gate.RunAsync(() => api.CreateImage(request, new ByteArrayPart(content, $"{image.Digest}.{extension}", type), cancellationToken).Needed(), cancellationToken);
        return answer.Image?.Id is { Length: > 0 } id && id != made.Id ? id : throw new ConnectorException(FaultKind.Transient, "Square did not tell the id of the picture.");
    }

    private async ValueTask<byte[]> ReadAsync(Envelope<Product> envelope, ProductImage image, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await images.OpenAsync(envelope.Origin, new(envelope.Change.Entity, image), cancellationToken);
            var content = new byte[image.Length];
            await stream.ReadExactlyAsync(content, cancellationToken);
            return content;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ConnectorException(FaultKind.Transient, $"'{envelope.Origin}' stopped in the middle of a picture.", exception) { MayHaveTakenEffect = false };
        }
    }
}
