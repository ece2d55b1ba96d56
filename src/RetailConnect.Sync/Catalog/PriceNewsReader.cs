using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Catalog;

/// <summary>Follows the changes of a price schedule: the products of the SKUs that it names are read anew.</summary>
internal sealed partial class PriceNewsReader(StreamKey products, IPriceSchedule schedule, int mostPages, EngineParts parts, ILogger<PriceNewsReader> logger) : INews
{
    private readonly StreamKey key = products with { Type = EntityType.PricePlan };

    public async ValueTask<NewsFound> ReadAsync(CancellationToken cancellationToken)
    {
        var cursor = (await parts.Checkpoints.LoadAsync(key, cancellationToken))?.Cursor;

        // Nobody followed this schedule before: which products had plans by then is known when all have been read.
        var all = cursor is null && await parts.Checkpoints.LoadAsync(products, cancellationToken) is not null;
        var (check, found) = (new PageCheck(key, mostPages), 0);
        for (var first = true; ; first = false)
        {
            var page = await schedule.ReadNewsAsync(new(key.Tenant, cursor), cancellationToken);
            if (page.More)
            {
                check.Go(cursor, page.Next);
            }

            var now = parts.Time.GetUtcNow();
            var entities = await EntitiesAsync(page.Skus, cancellationToken);
            var commit = new StoreCommit
            {
                Hints = [.. entities.Select(entity => new NewHint(products, entity, $"plan/{entity}/{now.UtcTicks}", now))], Checkpoint = cursor == page.Next ? null : new(key, page.Next, now),
                Sweep = all && first ? new() { Stream = products, State = SweepState.Running, StartedAt = now, UpdatedAt = now } : null,
            };
            if (commit is not { Hints: [], Checkpoint: null, Sweep: null })
            {
                await parts.Writer.CommitAsync(commit, cancellationToken);
            }

            (cursor, found) = (page.Next, found + entities.Count);
            if (!page.More)
            {
                return new(found > 0, all);
            }
        }
    }

    /// <summary>The products of SKUs, as far as they were read; one that was not is priced when it is.</summary>
    private async ValueTask<IReadOnlyList<ExternalId>> EntitiesAsync(IReadOnlyList<Sku> skus, CancellationToken cancellationToken)
    {
        var (found, unknown) = (new HashSet<ExternalId>(), 0);
        foreach (var sku in skus.Distinct())
        {
            var canonical = await parts.Crosswalk.FindCanonicalAsync(new(key.Tenant, EntityType.ProductSku, key.Connection), new(sku.Value), cancellationToken);
            if (canonical is { } product && await parts.Crosswalk.FindExternalAsync(new(key.Tenant, EntityType.Product, key.Connection), product, cancellationToken) is { } entity)
            {
                found.Add(entity);
            }
            else
            {
                unknown++;
            }
        }

        if (unknown > 0)
        {
            LogUnknown(key, unknown);
        }

        return [.. found];
    }

    [LoggerMessage(2111, LogLevel.Information, "{Stream}: plans of {Skus} SKUs changed that no product was read with; they count when it is.")]
    private partial void LogUnknown(StreamKey stream, int skus);
}
