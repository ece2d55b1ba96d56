namespace RetailConnect;

/// <summary>Gives the content of pictures of products that the same connection read. A connector that tells pictures (<see cref="Product.Images"/>) declares it with <see cref="ConnectorBuilder{TOptions}.AddImages{TImages}"/>.</summary>
/// <remarks>Thread-safe, and without state. Targets never get an address: one that opens without a token would be readable by anybody, and one that needs a token would hand it over.</remarks>
public interface IImageSource
{
    /// <summary>Opens the content as it is now; the caller disposes the stream. It may have changed since the product was read, which <see cref="ConnectionImages"/> finds out.</summary>
    /// <exception cref="ConnectorException">The system refused or failed, or has no such picture any more.</exception>
    ValueTask<Stream> OpenAsync(ImageRequest request, CancellationToken cancellationToken);
}
