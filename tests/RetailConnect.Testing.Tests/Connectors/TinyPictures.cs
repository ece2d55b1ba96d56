using System.Net;
using System.Security.Cryptography;

namespace RetailConnect.Testing.Tests.Connectors;

/// <summary>Products as far as their pictures go, and the pictures.</summary>
internal sealed class TinyPictures(ITinyApi api, TinyOptions options) : IEntitySource<Product>, IImageSource
{
    private readonly Dictionary<string, string> first = [];

    public async ValueTask<IReadOnlyList<Change<Product>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var found = new List<Change<Product>>();
        foreach (var id in entities)
        {
            using var answer = await api.Picture(id.Value, cancellationToken);
            var content = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            var image = new ProductImage { Digest = DigestOf(id.Value, content), Length = content.Length, MediaType = "image/png", FileName = $"{id}.png" };
            found.Add(Change.Upserted(id, image.Digest, new Product { Id = id.Value, Title = "Pictured", Variants = [], Images = content.Length == 0 ? [] : [image] }));
        }

        return found;
    }

    public async ValueTask<Stream> OpenAsync(ImageRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await api.Picture(request.Product.Value, cancellationToken);
            return options.Flaw is Flaw.GivesWhatIsNotThere && answer.StatusCode is HttpStatusCode.NoContent ? new MemoryStream([1]) : await answer.Content.ReadAsStreamAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (options.Flaw is Flaw.SwallowsCancellation)
        {
            return new MemoryStream();
        }
        catch (ConnectorException fault) when (options.Flaw is Flaw.StumblesOverUnknownPictures && !request.Product.Value.StartsWith('P'))
        {
            throw new FormatException("That is no product.", fault);
        }
        catch (ConnectorException fault) when (options.Flaw is Flaw.RejectsRefusedPictures)
        {
            throw new ConnectorException(FaultKind.Rejected, fault.Message, fault);
        }
        catch (ConnectorException fault) when (options.Flaw is Flaw.ShowsItsKeyWithPictures)
        {
            throw new ConnectorException(fault.Kind, $"{fault.Message} (key {options.ApiKey})", fault);
        }
    }

    private string DigestOf(string id, byte[] content)
    {
        var digest = Convert.ToHexStringLower(options.Flaw is Flaw.TellsAnotherDigest ? SHA256.HashData([.. content, 0]) : SHA256.HashData(content));
        return options.Flaw is Flaw.TellsTheOldPicture && !first.TryAdd(id, digest) ? first[id] : digest;
    }
}
