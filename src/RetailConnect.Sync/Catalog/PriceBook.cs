using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Catalog;

/// <summary>Gives the variants of products the price that is in force, from the usual one, the plans that the source gives, and those of the partner's schedule.</summary>
internal sealed class PriceBook
{
    private const int SkusAtOnce = 500;
    private readonly TenantDefinition tenant;
    private readonly TimeProvider time;
    private readonly Dictionary<string, (IPriceSchedule? Schedule, bool CrossOutUsual)> rules = [];

    /// <param name="tenant">The tenant.</param>
    /// <param name="syncs">Its catalogue syncs.</param>
    /// <param name="create">Makes a schedule of its type.</param>
    /// <param name="time">The clock.</param>
    public PriceBook(TenantDefinition tenant, IReadOnlyList<SyncDefinition> syncs, Func<Type, IPriceSchedule> create, TimeProvider time)
    {
        (this.tenant, this.time) = (tenant, time);
        foreach (var sync in syncs)
        {
            var options = (CatalogOptions)sync.Options;
            foreach (var origin in sync.From.Where(origin => !rules.ContainsKey(origin)))
            {
                rules[origin] = (options.PriceSchedule is { } type ? create(type) : null, options.CrossOutUsual);
            }
        }
    }

    public IPriceSchedule? ScheduleOf(string origin) => rules.GetValueOrDefault(origin).Schedule;

    /// <summary>Returns the changes with the prices that are in force now; one whose plans make no sense gets a fault.</summary>
    /// <exception cref="ConnectorException">The schedule can't be read, so that nobody knows what holds.</exception>
    public async ValueTask<IReadOnlyList<Change<Product>>> PriceAsync(string origin, IReadOnlyList<Change<Product>> changes, CancellationToken cancellationToken)
    {
        var (schedule, crossOutUsual) = rules.GetValueOrDefault(origin);
        var plans = schedule is null ? null : await LoadAsync(schedule, changes, cancellationToken);
        var now = time.GetUtcNow();
        return [.. changes.Select(change => change.Value is { } product ? Price(change, product, plans, crossOutUsual, now) : change)];
    }

    private async ValueTask<Dictionary<Sku, IReadOnlyList<PlannedPrice>>> LoadAsync(IPriceSchedule schedule, IReadOnlyList<Change<Product>> changes, CancellationToken cancellationToken)
    {
        var plans = new Dictionary<Sku, IReadOnlyList<PlannedPrice>>();
        foreach (var chunk in changes.SelectMany(change => change.Value?.Variants ?? []).Select(variant => variant.Sku).Where(sku => !string.IsNullOrWhiteSpace(sku.Value)).Distinct().Chunk(SkusAtOnce))
        {
            var found = await schedule.LoadAsync(new(tenant.Id, tenant.TimeZone, chunk), cancellationToken);
            foreach (var sku in chunk)
            {
                plans[sku] = found.GetValueOrDefault(sku) ?? [];
            }
        }

        return plans;
    }

    private static Change<Product> Price(Change<Product> change, Product product, Dictionary<Sku, IReadOnlyList<PlannedPrice>>? plans, bool crossOutUsual, DateTimeOffset now)
    {
        DateTimeOffset? until = null;
        var variants = new List<ProductVariant>(product.Variants.Count);
        foreach (var variant in product.Variants)
        {
            var planned = plans is null ? variant.PlannedPrices : [.. variant.PlannedPrices ?? [], .. plans.GetValueOrDefault(variant.Sku) ?? []];
            if (planned is null)
            {
                variants.Add(variant.Price.Tidy() is var tidy && ReferenceEquals(tidy, variant.Price) ? variant : variant with { Price = tidy });
                continue;
            }

            try
            {
                var force = PriceInForce.At(now, variant.Price, planned, crossOutUsual);
                until = force.Until is { } next && !(until <= next) ? next : until;
                variants.Add(variant with { Price = Known(force.Price), PlannedPrices = planned, PriceRule = force.Rule });
            }
            catch (ArgumentException nonsense)
            {
                return change with { Value = null, Fault = new(FaultKind.Rejected, $"{variant.Sku}: {nonsense.Message}", nonsense) { Reason = Reasons.InvalidPricePlan } };
            }
        }

        return change with { Value = product with { Variants = variants, PricedUntil = until } };
    }

    /// <summary>Who plans prices knows what is crossed out: nothing, when nothing is named.</summary>
    private static Price Known(Price price) => price.CompareAt is null ? price with { NoCompareAt = true } : price;
}
