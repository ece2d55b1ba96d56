using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;
using RetailConnect.Connectors.Shopify.Catalog.Bulk;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Catalog.Images;

/// <summary>Brings pictures among the shop's files: one file for each content, whose name is made of the digest and is the proof that it is there.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ImageFiles(ShopifyAdmin admin, VendorFiles files, ConnectionImages images, TimeProvider time)
{
    private const long MostBytes = 20 * 1024 * 1024;
    private const int MostLetters = 512;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Returns the id of the file, once it is ready; it is uploaded unless it is there.</summary>
    /// <exception cref="ConnectorException">Rejected when the shop does not take such a picture, and never will.</exception>
    public async ValueTask<string> BringAsync(Envelope<Product> envelope, ProductImage image, CancellationToken cancellationToken)
    {
        var type = TypeOf(image);
        var name = $"{image.Digest}.{type.Extension}";
        return await ReadyAsync(await FindAsync(name, cancellationToken) ?? await CreateAsync(envelope, image, name, type.Name, cancellationToken), cancellationToken);
    }

    private static (string Name, string Extension) TypeOf(ProductImage image) => image.Length > MostBytes
        ? throw new ConnectorException(FaultKind.Rejected, $"Shopify takes pictures of up to {MostBytes} bytes; this one has {image.Length}.")
        : image.MediaType switch
        {
            "image/jpeg" or "image/jpg" => ("image/jpeg", "jpg"),
            "image/png" => ("image/png", "png"),
            "image/gif" => ("image/gif", "gif"),
            "image/webp" => ("image/webp", "webp"),
            "image/heic" => ("image/heic", "heic"),
            _ => throw new ConnectorException(FaultKind.Rejected, $"Shopify takes no pictures of the type {PlainText.Of(image.MediaType)}."),
        };

    private async ValueTask<WireFile?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var found = await admin.SendAsync(ImageDocuments.ByName, new SearchVariables($"filename:{name}"), 1, ShopifyJson.Default.SearchVariables, ShopifyJson.Default.FilePage, cancellationToken);
        return found.Page.Nodes is [var file, ..] ? file : null;
    }

    private async ValueTask<WireFile> CreateAsync(Envelope<Product> envelope, ProductImage image, string name, string type, CancellationToken cancellationToken)
    {
        const string Mutation = "fileCreate";
        var source = await UploadAsync(envelope, image, name, type, cancellationToken);
        var text = image.AltText ?? envelope.Value.Title;
        var input = new FileCreateInput(name, source, "IMAGE", "RAISE_ERROR", text.Length > MostLetters ? text[..MostLetters] : text);
        var answer = await admin.SendAsync(ImageDocuments.Create, new FileCreateVariables([input]), 1, ShopifyJson.Default.FileCreateVariables, ShopifyJson.Default.FileCreateAnswer, cancellationToken);
        var errors = answer.FileCreate?.UserErrors ?? [];
        if (errors.Any(error => error.Code is "FILENAME_ALREADY_EXISTS"))
        {
            // Another product has the same picture, or an earlier answer was lost.
            return await FindAsync(name, cancellationToken) ?? throw new ConnectorException(FaultKind.Transient, $"{Mutation}: Shopify has the file, but does not find it yet.") { RetryAfter = Slowest, MayHaveTakenEffect = false };
        }

        UserErrors.ThrowIfAny(Mutation, errors, answer.RequestId);
        return answer.FileCreate?.Files is [var file] ? file : throw new ConnectorException(FaultKind.Transient, $"{Mutation}: Shopify answered without the file.");
    }

    /// <returns>The address that names what was uploaded.</returns>
    private async ValueTask<string> UploadAsync(Envelope<Product> envelope, ProductImage image, string name, string type, CancellationToken cancellationToken)
    {
        const string Mutation = "stagedUploadsCreate";
        var variables = new StagedUploadVariables([new(name, type, "POST", "IMAGE")]);
        var answer = await admin.SendAsync(BulkDocuments.Stage, variables, 1, ShopifyJson.Default.StagedUploadVariables, ShopifyJson.Default.StagedUploadAnswer, cancellationToken);
        UserErrors.ThrowIfAny(Mutation, answer.StagedUploadsCreate?.UserErrors ?? [], answer.RequestId);
        if (answer.StagedUploadsCreate?.StagedTargets is not [{ ResourceUrl: { } source } target])
        {
            throw new ConnectorException(FaultKind.Transient, $"{Mutation}: Shopify answered without a place for the picture.");
        }

        var content = new ImageContent(await images.OpenAsync(envelope.Origin, new(envelope.Change.Entity, image), cancellationToken), image.Length);
        using var form = StagedForm.Of(target.Parameters, name, type, content, $"retailconnect-{image.Digest[..32]}");
        await files.SendAsync(target.Url, form, cancellationToken);
        return source;
    }

    private async ValueTask<string> ReadyAsync(WireFile file, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var wait = First; file.FileStatus is not "READY"; wait = wait * 2 < Slowest ? wait * 2 : Slowest)
        {
            if (file.FileStatus is "FAILED")
            {
                throw new ConnectorException(FaultKind.Rejected, $"Shopify could not process the picture: {string.Join("; ", file.FileErrors.Take(3).Select(error => $"{error.Code}: {PlainText.Of(error.Message)}"))}");
            }

            if (time.GetElapsedTime(began) > Patience)
            {
                throw new ConnectorException(FaultKind.Transient, "Shopify is still processing the picture.") { RetryAfter = Patience, MayHaveTakenEffect = false };
            }

            await time.WaitAsync(wait, cancellationToken);
            file = await LookAsync(file.Id, cancellationToken);
        }

        return file.Id;
    }

    private async ValueTask<WireFile> LookAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await admin.SendAsync(ImageDocuments.ByIds, new IdsVariables([id]), 1, ShopifyJson.Default.IdsVariables, ShopifyJson.Default.NodeList, cancellationToken);
        return ImageNodes.Read(answer.Nodes, ShopifyJson.Default.WireFile) is [var file, ..] ? file : throw new ConnectorException(FaultKind.Transient, "The picture was deleted while Shopify processed it.") { MayHaveTakenEffect = false };
    }
}
