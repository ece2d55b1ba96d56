using Microsoft.Extensions.Logging;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Catalog.Images;

/// <summary>Plans the pictures of products before their items are written. What Square will never take is told and holds nothing up; what passes fails the product once its item is written, so that it is written again.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed partial class ProductImages(CatalogReader catalog, ImageLibrary library, ConnectionContext connection, ILogger<ProductImages> logger)
{
    /// <summary>Returns the plans with their pictures. Products of which no pictures are known cost nothing.</summary>
    public async ValueTask<IReadOnlyList<ItemPlan>> PlanAsync(IReadOnlyList<ItemPlan> plans, CancellationToken cancellationToken)
    {
        var meant = plans.Where(IsMeant).ToList();
        try
        {
            var digests = (await catalog.ByIdAsync(meant.SelectMany(Shown), cancellationToken)).Where(image => ImageNames.DigestOf(image) is not null).ToDictionary(image => image.Id, image => ImageNames.DigestOf(image)!);
            var drafts = meant.Select(plan => Draft(plan, digests)).ToList();
            var missing = drafts.SelectMany(draft => draft.Missing.Select(image => (draft.Plan.Envelope, image))).ToList();
            var brought = await library.BringAsync(missing, cancellationToken);
            var planned = drafts.ToDictionary(draft => draft.Plan.Index, draft => Plan(draft, brought));
            return [.. plans.Select(plan => planned.TryGetValue(plan.Index, out var images) ? plan with { Images = images } : plan)];
        }
        catch (ConnectorException fault)
        {
            return [.. plans.Select(plan => meant.Contains(plan) ? plan with { Images = Kept(plan, fault) } : plan)];
        }
    }

    /// <summary>Says that a product's pictures don't reach the catalogue, and never will.</summary>
    public void Tell(Envelope<Product> envelope, ConnectorException fault) => Tell(envelope, string.Join(", ", envelope.Value.Images!.Select(image => image.FileName)), fault);

    /// <summary>Unknown pictures leave Square's; an item that shows none has none to lose.</summary>
    private static bool IsMeant(ItemPlan plan) => plan.Fault is null && plan.Envelope.Value.Images is { } images && (images.Count > 0 || Shown(plan).Count > 0);

    private static IReadOnlyList<string> Shown(ItemPlan plan) => plan.Existing?.ItemContent?.ImageIds ?? [];

    /// <summary>Nothing is known of what the item shows.</summary>
    private ImagePlan Kept(ItemPlan plan, ConnectorException fault)
    {
        if (!ImageLibrary.IsFinal(fault))
        {
            return ImagePlan.Keep(fault);
        }

        Tell(plan.Envelope, fault);
        return ImagePlan.Keep(null);
    }

    /// <summary>Sorts a product's pictures: those that its item shows, those that are to be found or brought, and those that Square never takes.</summary>
    private ImageDraft Draft(ItemPlan plan, Dictionary<string, string> digests)
    {
        var ours = Shown(plan).Where(digests.ContainsKey).Distinct().ToList();
        var (wanted, missing) = (new List<(string Digest, string? Id)>(), new List<ProductImage>());
        foreach (var image in plan.Envelope.Value.Images!.DistinctBy(image => image.Digest))
        {
            try
            {
                var there = ours.FirstOrDefault(id => digests[id] == image.Digest);
                if (there is null)
                {
                    _ = ImageForm.TypeOf(image);
                    missing.Add(image);
                }

                wanted.Add((image.Digest, there));
            }
            catch (ConnectorException fault)
            {
                Tell(plan.Envelope, image.FileName, fault);
            }
        }

        return new(plan, ours.ToHashSet(), wanted, missing);
    }

    private ImagePlan Plan(ImageDraft draft, IReadOnlyDictionary<string, ImageResult> brought)
    {
        ConnectorException? passing = null;
        foreach (var image in draft.Missing)
        {
            if (brought[image.Digest].Fault is not { } fault)
            {
                continue;
            }

            if (ImageLibrary.IsFinal(fault))
            {
                Tell(draft.Plan.Envelope, image.FileName, fault);
            }
            else
            {
                passing ??= fault;
            }
        }

        List<string> wanted = [.. draft.Wanted.Select(image => image.Id ?? brought[image.Digest].Id).OfType<string>()];
        return new() { Ours = draft.Ours, Wanted = wanted, Complete = wanted.Count == draft.Plan.Envelope.Value.Images!.DistinctBy(image => image.Digest).Count(), Fault = passing };
    }

    private void Tell(Envelope<Product> envelope, string files, ConnectorException fault) => LogLeft(connection.Tenant.Value, connection.Name, files, envelope.Change.Entity.Value, fault.Message);

    /// <summary>What is known of a product's pictures before any is brought.</summary>
    private sealed record ImageDraft(ItemPlan Plan, IReadOnlySet<string> Ours, IReadOnlyList<(string Digest, string? Id)> Wanted, IReadOnlyList<ProductImage> Missing);

    [LoggerMessage(1301, LogLevel.Warning, "{Tenant}/{Connection}: the picture {File} of product {Product} does not reach the catalogue, whose item keeps what it shows; the item itself was written. {Problem}")]
    private partial void LogLeft(string tenant, string connection, string file, string product, string problem);
}
