using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Catalog;

/// <summary>Tells items' pictures by the digest of their content, and gives the content. Business Central tells nothing that changes with a picture but the item's time, so content is read once for each change of an item.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed partial class ItemPictures(IBusinessCentralApi api, BusinessCentralOptions options, ConnectionContext connection, ILogger<ItemPictures> logger) : IImageSource
{
    private const int CallsAtOnce = 4;
    private const int MostKnown = 50_000;

    /// <summary>Reads of a page that one picture may fail, each after repeats of its own: by then its items were read three times, so that it is the picture's trouble and not the system's.</summary>
    private const int MostFailures = 3;
    private readonly ConcurrentDictionary<(Guid Item, string Modified, string Type), int> failures = new();
    private readonly ConcurrentDictionary<(Guid Item, string Modified, string Type), (string Digest, long Length)?> known = new();

    /// <summary>Pictures of items, by place; null where it is unknown what an item has.</summary>
    public async ValueTask<IReadOnlyList<IReadOnlyList<ProductImage>?>> ReadAsync(IReadOnlyList<Item> items, CancellationToken cancellationToken)
    {
        var found = new IReadOnlyList<ProductImage>?[items.Count];
        if (!options.ReadPictures)
        {
            return found;
        }

        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(CallsAtOnce, items.Count)).Select(_ => ReadEachAsync()));
        return found;

        async Task ReadEachAsync()
        {
            for (var index = Interlocked.Increment(ref next); index < found.Length; index = Interlocked.Increment(ref next))
            {
                found[index] = await ReadAsync(items[index], cancellationToken);
            }
        }
    }

    public async ValueTask<Stream> OpenAsync(ImageRequest request, CancellationToken cancellationToken)
    {
        var item = Guid.TryParse(request.Product.Value, out var id) ? id : throw new ConnectorException(FaultKind.Rejected, "No item of Business Central has such an id, and so no picture.");
        var answer = await api.PictureContent(item, cancellationToken);
        return await answer.Content.ReadAsStreamAsync(cancellationToken);
    }

    private async ValueTask<IReadOnlyList<ProductImage>?> ReadAsync(Item item, CancellationToken cancellationToken)
    {
        if (item is not { Trouble: null, Picture: { } picture } || string.IsNullOrWhiteSpace(item.Number))
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(picture.ContentType))
        {
            return [];
        }

        var type = picture.ContentType.Trim().ToLowerInvariant();
        var key = (item.Id, item.LastModifiedDateTime ?? "", type);
        if (item.LastModifiedDateTime is null || !known.TryGetValue(key, out var content))
        {
            content = await DigestAsync(item, key, cancellationToken);
            failures.TryRemove(key, out _);
            if (known.Count >= MostKnown)
            {
                known.Clear();
            }

            known[key] = content;
        }

        return content is var (digest, length) ? [new() { Digest = digest, Length = length, MediaType = type, FileName = $"{item.Number.Trim()}.{Extension(type)}" }] : null;
    }

    /// <summary>Reads the content and lets it go; what can't be taken must not hold up the item's price.</summary>
    private async ValueTask<(string Digest, long Length)?> DigestAsync(Item item, (Guid, string, string) key, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await api.PictureContent(item.Id, cancellationToken);
            await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[64 * 1024];
            var length = 0L;
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                hash.AppendData(buffer, 0, read);
                if ((length += read) > options.MaxPictureBytes)
                {
                    LogLeft(connection.Tenant.Value, connection.Name, item.Number!, $"it has more than MaxPictureBytes = {options.MaxPictureBytes}");
                    return null;
                }
            }

            if (length > 0)
            {
                return (Convert.ToHexStringLower(hash.GetHashAndReset()), length);
            }

            LogLeft(connection.Tenant.Value, connection.Name, item.Number!, "it has no content");
        }
        catch (ConnectorException fault) when (fault.Kind is FaultKind.Rejected || (fault.Kind is FaultKind.Transient && failures.AddOrUpdate(key, 1, (_, count) => count + 1) >= MostFailures))
        {
            LogLeft(connection.Tenant.Value, connection.Name, item.Number!, fault.Message);
        }

        return null;
    }

    private static string Extension(string type) => type switch
    {
        "image/jpeg" or "image/jpg" => "jpg",
        "image/svg+xml" => "svg",
        "image/tiff" => "tif",
        _ => new([.. type[(type.IndexOf('/', StringComparison.Ordinal) + 1)..].Where(char.IsAsciiLetterOrDigit)]),
    };

    [LoggerMessage(1201, LogLevel.Warning, "{Tenant}/{Connection}: the picture of item {Item} is not read, because {Problem}; targets keep the one that they have.")]
    private partial void LogLeft(string tenant, string connection, string item, string problem);
}
