using RetailConnect.Connectors.Square.Api;

namespace RetailConnect.Connectors.Square.Catalog.Images;

/// <summary>Finds pictures by their content, or brings them; one that several products want is brought once.</summary>
internal sealed class ImageLibrary(CatalogReader catalog, ImageUpload upload)
{
    /// <summary>Returns the id, or the fault, of each picture by its digest.</summary>
    public async ValueTask<IReadOnlyDictionary<string, ImageResult>> BringAsync(IReadOnlyList<(Envelope<Product> Envelope, ProductImage Image)> wanted, CancellationToken cancellationToken)
    {
        var results = new Dictionary<string, ImageResult>();
        var found = await FindAsync(wanted, results, cancellationToken);
        ConnectorException? halt = null;
        foreach (var (envelope, image) in wanted.Where(item => !results.ContainsKey(item.Image.Digest)).DistinctBy(item => item.Image.Digest))
        {
            results[image.Digest] = found.TryGetValue(image.Digest, out var id) ? new(id, null) : halt is not null ? new(null, halt) : await BringAsync(envelope, image, cancellationToken);

            // What is said of the seller's account holds for the next picture too.
            halt ??= results[image.Digest].Fault is { Kind: FaultKind.Throttled or FaultKind.Unauthorized } fault ? fault : null;
        }

        return results;
    }

    /// <summary>Pictures that are there by digest. Where the search is refused nothing is found: then the key alone keeps a repeat from bringing one twice.</summary>
    private async ValueTask<Dictionary<string, string>> FindAsync(IReadOnlyList<(Envelope<Product> Envelope, ProductImage Image)> wanted, Dictionary<string, ImageResult> results, CancellationToken cancellationToken)
    {
        try
        {
            return ImageNames.ByDigest(await catalog.ImagesByNameAsync(wanted.Select(item => item.Image.Digest), cancellationToken));
        }
        catch (ConnectorException fault)
        {
            foreach (var (_, image) in wanted.Where(_ => !IsFinal(fault)))
            {
                results[image.Digest] = new(null, fault);
            }

            return [];
        }
    }

    private async ValueTask<ImageResult> BringAsync(Envelope<Product> envelope, ProductImage image, CancellationToken cancellationToken)
    {
        try
        {
            return new(await upload.BringAsync(envelope, image, cancellationToken), null);
        }
        catch (ConnectorException fault)
        {
            return new(null, fault);
        }
    }

    /// <summary>True for a fault that does not pass.</summary>
    public static bool IsFinal(ConnectorException fault) => fault.Kind is FaultKind.Rejected or FaultKind.Unsupported;
}

/// <summary>A picture that is there, or why it is not.</summary>
internal sealed record ImageResult(string? Id, ConnectorException? Fault);
