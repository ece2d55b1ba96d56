using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Kits;

namespace RetailConnect.Sync.Inventory;

/// <summary>Computes what a channel may offer of variants and of kits, from the ERP's pictures and the sales that these do not contain.</summary>
/// <remarks>A variant at a place of its own is computed from the picture that its envelope brings. A kit, or a location that offers what several have, needs other figures too: these are read from the ERP now, all of a batch together.</remarks>
internal sealed class SellableStock(string channel, ConnectionRuntime erp, KitBook book, InventoryOptions options, EngineParts parts)
{
    /// <summary>Returns for each line what may be offered.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="lines">The ERP's pictures with the codes of the channel's locations.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async ValueTask<IReadOnlyList<Sellable>> ComputeAsync(TenantId tenant, IReadOnlyList<(StockLevel Erp, string Code)> lines, CancellationToken cancellationToken)
    {
        var kits = book.IsUsed ? await book.ReadAsync(cancellationToken) : null;
        var wanted = lines.Select(line => Wanted.Of(line.Erp, line.Code, channel, kits, options)).ToList();
        var figures = new Figures();
        var read = await ReadAsync(tenant, [.. wanted.Where(one => one.IsDerived)], figures, cancellationToken);
        foreach (var one in wanted.Where(one => !one.IsDerived))
        {
            figures.Add(one.Erp.Sku, one.Code, one.Erp, one.Erp.ObservedAt);
        }

        await figures.AddUnpostedAsync(tenant, parts.Ledger, cancellationToken);
        return [.. wanted.Select(one => one.IsDerived && read is not null ? new Sellable(null, read) : new Sellable(Offer(one, figures), null))];
    }

    /// <summary>Returns what is compared when a level is: itself, unless it is that of a kit, and the kits whose first part it is.</summary>
    public async ValueTask<IReadOnlyList<StockLevel>> LedByAsync(StockLevel level, CancellationToken cancellationToken)
    {
        if (!book.IsUsed)
        {
            return [level];
        }

        var kits = await book.ReadAsync(cancellationToken);
        return
        [
            .. kits.IsKit(level.Sku) ? [] : (StockLevel[])[level],
            .. kits.With(level.Sku).Where(kit => kit.Parts[0].Sku == level.Sku).Select(kit => new StockLevel { Sku = kit.Kit, Location = level.Location, Available = Quantity.Zero, ObservedAt = level.ObservedAt }),
        ];
    }

    private Quantity? Offer(Wanted wanted, Figures figures) => StockFormula.Offer([.. wanted.Parts.Select(part => (part.Units, Sum(wanted, part.Sku, figures)))]);

    /// <summary>What all places of a location have of a variant. A place for which the ERP keeps no figure has none of it to give; a figure that can't be read leaves the whole unknown.</summary>
    private Quantity? Sum(Wanted wanted, Sku sku, Figures figures)
    {
        var sum = default(Quantity?);
        foreach (var place in wanted.Places)
        {
            if (figures.Find(sku, place, wanted.IsDerived ? null : wanted.Erp.ObservedAt) is not { } figure)
            {
                continue;
            }

            if (figure.Erp is null || StockFormula.Available(figure.Erp, figure.Unposted, place, channel, options) is not { } available)
            {
                return null;
            }

            sum = (sum ?? Quantity.Zero) + available;
        }

        return sum;
    }

    /// <summary>Reads the figures that derived lines need; returns why they can't be read, which is no matter of the other lines.</summary>
    private async ValueTask<ConnectorException?> ReadAsync(TenantId tenant, IReadOnlyList<Wanted> derived, Figures figures, CancellationToken cancellationToken)
    {
        var places = new Dictionary<ExternalId, (Sku Sku, string Code)>();
        foreach (var (sku, code) in derived.SelectMany(one => one.Parts.SelectMany(part => one.Places.Select(place => (part.Sku, place)))).Distinct())
        {
            if (await parts.Crosswalk.FindExternalAsync(new(tenant, EntityType.Location, erp.Name), new(code), cancellationToken) is { } there)
            {
                places[StockLevel.IdOf(sku, there)] = (sku, code);
            }
        }

        try
        {
            foreach (var chunk in places.Keys.Chunk(Math.Max(1, erp.Source(EntityType.StockLevel)?.EntitiesAtOnce ?? 1)))
            {
                var began = parts.Time.GetUtcNow();
                foreach (var change in await erp.Connection.Part<IEntitySource<StockLevel>>()!.ReadAsync(chunk, cancellationToken))
                {
                    if (places.TryGetValue(change.Entity, out var place) && (change.Value is not null || change.Fault is not null))
                    {
                        figures.Add(place.Sku, place.Code, change.Value, change.Value?.ObservedAt ?? began);
                    }
                }
            }

            return null;
        }
        catch (ConnectorException fault)
        {
            // The channel is not to blame: what is wrong with the ERP's connection its own streams find out.
            return fault.Kind is FaultKind.Transient or FaultKind.Throttled ? fault
                : new(FaultKind.Transient, $"The figures that '{channel}' needs can't be read from '{erp.Name}': {fault.Message}", fault) { Reason = "figures-unknown", MayHaveTakenEffect = false };
        }
    }

    /// <summary>What one line needs.</summary>
    private sealed record Wanted(StockLevel Erp, string Code, IReadOnlyList<(Sku Sku, decimal Units)> Parts, IReadOnlyList<string> Places, bool IsDerived)
    {
        public static Wanted Of(StockLevel erp, string code, string channel, KitSet? kits, InventoryOptions options)
        {
            var group = options.Groups.FirstOrDefault(group => group.Channel == channel && group.Location == code);
            IReadOnlyList<(Sku Sku, decimal Units)> parts = kits?.IsKit(erp.Sku) is true ? [.. kits.Find(erp.Sku)?.Parts.Select(part => (part.Sku, part.Units)) ?? []] : [(erp.Sku, 1m)];
            return new(erp, code, parts, group is null ? [code] : [.. group.Sources.Distinct()], group is not null || kits?.IsKit(erp.Sku) is true);
        }
    }

    /// <summary>Pictures by variant, place and moment, each with the sales that it does not contain.</summary>
    private sealed class Figures
    {
        private readonly Dictionary<(Sku Sku, string Code, DateTimeOffset? At), (StockLevel? Erp, DateTimeOffset At, Quantity Unposted)> pictures = [];

        /// <summary>Adds a picture; a null one is there and can't be read.</summary>
        public void Add(Sku sku, string code, StockLevel? erp, DateTimeOffset at)
        {
            pictures[(sku, code, at)] = (erp, at, default);
            pictures.TryAdd((sku, code, null), (erp, at, default));
        }

        public (StockLevel? Erp, DateTimeOffset At, Quantity Unposted)? Find(Sku sku, string code, DateTimeOffset? at) => pictures.TryGetValue((sku, code, at), out var found) ? found : null;

        public async ValueTask AddUnpostedAsync(TenantId tenant, IStockLedger ledger, CancellationToken cancellationToken)
        {
            foreach (var moment in pictures.Keys.GroupBy(key => pictures[key].At).ToList())
            {
                var unposted = await ledger.SumUnpostedAsync(tenant, [.. moment.Select(key => (key.Sku, key.Code)).Distinct()], moment.Key, cancellationToken);
                foreach (var key in moment)
                {
                    pictures[key] = pictures[key] with { Unposted = unposted.GetValueOrDefault((key.Sku, key.Code)) };
                }
            }
        }
    }
}

/// <summary>What a channel may offer of one line.</summary>
/// <param name="Available">Units; null when they are not known.</param>
/// <param name="Fault">Why they could not be read; null when they could.</param>
internal readonly record struct Sellable(Quantity? Available, ConnectorException? Fault);
