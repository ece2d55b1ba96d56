using Microsoft.Extensions.Logging;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;
using RetailConnect.Connectors.Shopify.Catalog.Attributes;

namespace RetailConnect.Connectors.Shopify.Catalog.Images;

/// <summary>Gives products that were written their pictures. What the shop will never take is told and holds nothing up; what passes fails the write, which is repeated.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed partial class ProductImages(ShopifyAdmin admin, ImageFiles files, ConnectionContext connection, ILogger<ProductImages> logger)
{
    /// <summary>Key of the app's own metafield, which says which files of a product are ours.</summary>
    private const string Key = "image_marks";
    private const int ReadAtOnce = 3;

    /// <summary>Most of the time is spent waiting for Shopify to process a picture.</summary>
    private const int ProductsAtOnce = 32;

    public async ValueTask WriteAsync(IReadOnlyList<Envelope<Product>> envelopes, WriteResult?[] results, CancellationToken cancellationToken)
    {
        var open = new Queue<int>(Enumerable.Range(0, envelopes.Count).Where(index => results[index]?.Receipt is not null && IsMeant(envelopes[index])));
        var chunks = new Queue<int[]>(open.Chunk(ReadAtOnce));
        await Task.WhenAll(Enumerable.Range(0, Math.Min((ProductsAtOnce / ReadAtOnce) + 1, chunks.Count)).Select(_ => WriteEachAsync()));

        async Task WriteEachAsync()
        {
            while (Next() is { } chunk)
            {
                await WriteAsync(chunk, envelopes, results, cancellationToken);
            }
        }

        int[]? Next()
        {
            lock (chunks)
            {
                return chunks.TryDequeue(out var chunk) ? chunk : null;
            }
        }
    }

    /// <summary>Unknown pictures leave the shop's; a product that is new has none to lose.</summary>
    private static bool IsMeant(Envelope<Product> envelope) => envelope.Value.Images is { } images && (images.Count > 0 || envelope.TargetId is not null);

    private async Task WriteAsync(int[] chunk, IReadOnlyList<Envelope<Product>> envelopes, WriteResult?[] results, CancellationToken cancellationToken)
    {
        string IdOf(int index) => results[index]!.Receipt!.Id.Value;
        try
        {
            var answer = await admin.SendAsync(
                ImageDocuments.ByOwners, new IdsVariables([.. chunk.Select(IdOf).Distinct()]), chunk.Length, ShopifyJson.Default.IdsVariables, ShopifyJson.Default.NodeList, cancellationToken);
            var owners = ImageNodes.Read(answer.Nodes, ShopifyJson.Default.ImageOwner).ToDictionary(owner => owner.Id);
            await Task.WhenAll(chunk.Select(async index => results[index] = owners.TryGetValue(IdOf(index), out var owner) ? await WriteAsync(envelopes[index], owner, results[index]!, cancellationToken) : results[index]));
        }
        catch (ConnectorException fault)
        {
            Array.ForEach(chunk, index => results[index] = ResultOf(fault, envelopes[index], results[index]!));
        }
    }

    private async Task<WriteResult> WriteAsync(Envelope<Product> envelope, ImageOwner owner, WriteResult written, CancellationToken cancellationToken)
    {
        try
        {
            var (marks, shown) = (MetafieldMarks.Read(owner.Marks?.Value), owner.Media.Nodes.Select(node => node.Id).ToHashSet());
            var (wanted, complete) = await BringAsync(envelope, marks, shown, cancellationToken);
            await CarryOutAsync(owner, ImagePlan.Of(marks, shown, wanted, complete), cancellationToken);
            return written;
        }
        catch (ConnectorException fault)
        {
            return ResultOf(fault, envelope, written);
        }
    }

    private async ValueTask<(Dictionary<string, string> Wanted, bool Complete)> BringAsync(Envelope<Product> envelope, Dictionary<string, string> marks, HashSet<string> shown, CancellationToken cancellationToken)
    {
        var wanted = new Dictionary<string, string>();
        var complete = true;
        foreach (var image in envelope.Value.Images!.DistinctBy(image => image.Digest))
        {
            try
            {
                var there = marks.FirstOrDefault(mark => mark.Value == image.Digest && shown.Contains(mark.Key)).Key;
                wanted[there ?? await files.BringAsync(envelope, image, cancellationToken)] = image.Digest;
            }
            catch (ConnectorException fault) when (IsFinal(fault))
            {
                complete = false;
                LogLeft(connection.Tenant.Value, connection.Name, image.FileName, envelope.Change.Entity.Value, fault.Message);
            }
        }

        return (wanted, complete);
    }

    private async ValueTask CarryOutAsync(ImageOwner owner, ImagePlan plan, CancellationToken cancellationToken)
    {
        var digest = owner.Marks?.CompareDigest;
        if (plan.Before is { } before)
        {
            digest = await MarkAsync(owner.Id, before, digest, cancellationToken);
        }

        if (plan.Add.Count + plan.Remove.Count > 0)
        {
            await UpdateAsync([.. plan.Add.Select(id => new FileUpdateInput(id, ReferencesToAdd: [owner.Id])), .. plan.Remove.Select(id => new FileUpdateInput(id, ReferencesToRemove: [owner.Id]))], cancellationToken);
        }

        if (plan.After is { } after)
        {
            _ = await MarkAsync(owner.Id, after, digest, cancellationToken);
        }
    }

    /// <summary>Adding a file that the product shows, or taking off one that it does not, changes nothing.</summary>
    private async ValueTask UpdateAsync(IReadOnlyList<FileUpdateInput> changes, CancellationToken cancellationToken)
    {
        const string Mutation = "fileUpdate";
        var answer = await admin.SendAsync(ImageDocuments.Update, new FileUpdateVariables(changes), changes.Count, ShopifyJson.Default.FileUpdateVariables, ShopifyJson.Default.FileUpdateAnswer, cancellationToken);
        var errors = answer.FileUpdate?.UserErrors ?? [];
        if (errors.Any(error => error.Code is "FILE_LOCKED" or "NON_READY_STATE" or "MEDIA_CANNOT_BE_MODIFIED" or "FILE_DOES_NOT_EXIST"))
        {
            throw new ConnectorException(FaultKind.Transient, UserErrors.Fault(Mutation, errors, answer.RequestId).Message) { VendorRequestId = answer.RequestId, MayHaveTakenEffect = false };
        }

        UserErrors.ThrowIfAny(Mutation, errors, answer.RequestId);
    }

    private async ValueTask<string?> MarkAsync(string product, IReadOnlyDictionary<string, string> marks, string? digest, CancellationToken cancellationToken)
    {
        var input = new MetafieldSetInput(product, null, Key, MetafieldMarks.Type, MetafieldMarks.Write(marks), digest);
        var answer = await admin.SendAsync(ImageDocuments.Mark, new MetafieldSetVariables([input]), 1, ShopifyJson.Default.MetafieldSetVariables, ShopifyJson.Default.ImageMarksAnswer, cancellationToken);
        var payload = answer.MetafieldsSet ?? throw new ConnectorException(FaultKind.Transient, $"{MetafieldErrors.Mutation}: Shopify answered without a result.") { VendorRequestId = answer.RequestId };
        if (payload.UserErrors.Count > 0)
        {
            throw MetafieldErrors.Fault(payload.UserErrors, answer.RequestId);
        }

        return payload.Metafields is [var written] ? written.CompareDigest : null;
    }

    private static bool IsFinal(ConnectorException fault) => fault.Kind is FaultKind.Rejected or FaultKind.Unsupported;

    private WriteResult ResultOf(ConnectorException fault, Envelope<Product> envelope, WriteResult written)
    {
        if (!IsFinal(fault))
        {
            return WriteResult.Failed(fault);
        }

        LogLeft(connection.Tenant.Value, connection.Name, string.Join(", ", envelope.Value.Images!.Select(image => image.FileName)), envelope.Change.Entity.Value, fault.Message);
        return written;
    }

    [LoggerMessage(1104, LogLevel.Warning, "{Tenant}/{Connection}: the picture {File} of product {Product} does not reach the shop, which keeps what it shows; the product itself was written. {Problem}")]
    private partial void LogLeft(string tenant, string connection, string file, string product, string problem);
}
