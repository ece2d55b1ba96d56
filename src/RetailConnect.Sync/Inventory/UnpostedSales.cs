using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Inventory;

/// <summary>Keeps the ledger of what channels sold or took back and the ERP does not know yet, and has the stock of these places looked at again.</summary>
/// <remarks>A document counts only when a sync will bring it to the ERP: what never gets there, or was there before, is in the ERP's own figures.</remarks>
/// <param name="stockSource">Connection whose stock is the truth; null when no inventory sync runs.</param>
/// <param name="posted">Syncs that bring this type of document to it.</param>
/// <param name="parts">The links, and what is on its way.</param>
internal sealed class UnpostedSales(string? stockSource, IReadOnlyList<SyncDefinition> posted, EngineParts parts)
{
    /// <summary>Hears how long channels offer what was sold; null when nobody measures it.</summary>
    public Exposure? Exposure { get; init; }

    /// <summary>True for the connection whose stock is the truth.</summary>
    public bool IsErp(string target) => stockSource == target;

    /// <summary>Adds the entries and hints of a document that a channel reported; units are positive when sold, negative when taken back.</summary>
    public async ValueTask<Intake<T>> OpenAsync<T>(
        IntakeContext context, Intake<T> intake, string document, IEnumerable<(string Line, Sku Sku, ExternalId? Location, Quantity Units)> lines, CancellationToken cancellationToken)
        where T : class
    {
        if (!IsPosted(context.Connection, intake.HappenedAt) || await IsThereAsync<T>(context.Tenant, intake.Canonical, cancellationToken))
        {
            return intake;
        }

        var entries = new List<LedgerEntry>();
        foreach (var line in lines)
        {
            var code = line.Location is { } external ? await parts.Crosswalk.FindCanonicalAsync(new(context.Tenant, EntityType.Location, context.Connection), external, cancellationToken) : null;
            if (code is { } known)
            {
                entries.Add(new(context.Tenant, line.Sku, known.Value, document, line.Line, line.Units, context.Now));
            }
        }

        return intake with { LedgerEntries = entries, Hints = await HintsAsync(context.Tenant, entries, $"{document}/{intake.Change.Version}", context.Now, cancellationToken) };
    }

    /// <summary>Tells which channels offer what was sold and do not know of it: not the one that sold it, unless it sold it as a part of a kit.</summary>
    public async ValueTask TellAsync(IntakeContext context, IReadOnlyList<Intake<Order>> intakes, CancellationToken cancellationToken)
    {
        foreach (var (intake, entry) in intakes.SelectMany(intake => intake.LedgerEntries.Select(entry => (intake, entry))).Where(_ => Exposure is not null))
        {
            var channels = new List<string>();
            foreach (var channel in Exposure!.Channels.Where(channel => channel != context.Connection || intake.Change.Value!.Lines.All(line => line.Sku != entry.Sku)))
            {
                if (await parts.Crosswalk.FindExternalAsync(new(context.Tenant, EntityType.Location, channel), new(entry.Location), cancellationToken) is not null
                    && await parts.Crosswalk.FindExternalAsync(new(context.Tenant, EntityType.Variant, channel), new(entry.Sku.Value), cancellationToken) is not null)
                {
                    channels.Add(channel);
                }
            }

            Exposure.Sold(entry, intake.HappenedAt ?? context.Now, channels);
        }
    }

    /// <summary>Adds to the commit of a document that the ERP has from now on, or that it will never have.</summary>
    public async ValueTask<StoreCommit> CloseAsync<T>(
        Envelope<T> envelope, StoreCommit commit, string document, IEnumerable<(Sku Sku, ExternalId? Location)> places, DateTimeOffset now, CancellationToken cancellationToken)
        where T : class
    {
        if (!IsErp(envelope.Target))
        {
            return commit;
        }

        var entries = new List<LedgerEntry>();
        foreach (var (sku, location) in places)
        {
            var code = location is { } external ? await parts.Crosswalk.FindCanonicalAsync(new(envelope.Tenant, EntityType.Location, envelope.Origin), external, cancellationToken) : null;
            if (code is { } known)
            {
                entries.Add(new(envelope.Tenant, sku, known.Value, document, "", Quantity.Zero, now));
            }
        }

        return commit with
        {
            LedgerClosings = [.. commit.LedgerClosings, new LedgerClosing(envelope.Tenant, document, now)],
            Hints = [.. commit.Hints, .. await HintsAsync(envelope.Tenant, entries, $"{document}/posted", now, cancellationToken)],
        };
    }

    /// <summary>True when an order is in the ERP, or on its way there: only then does a return of it change what the ERP will count.</summary>
    public async ValueTask<bool> IsPostedAsync(TenantId tenant, CanonicalId order, CancellationToken cancellationToken) =>
        await IsThereAsync<Order>(tenant, order, cancellationToken) || (stockSource is not null && await parts.Inbox.IsPendingAsync(tenant, stockSource, EntityType.Order, order, cancellationToken));

    /// <summary>True when a sync brings documents of a connection to the ERP.</summary>
    private bool IsPosted(string origin, DateTimeOffset? happenedAt) => stockSource is not null && posted.Any(sync =>
        sync.From.Contains(origin) && sync.To.Contains(stockSource) && !sync.Options.DryRun && !(sync.Options is OrdersOptions { PlacedFrom: { } from } && happenedAt < from));

    /// <summary>True when the ERP has an entity, for a document that comes again long after its entries were closed and forgotten.</summary>
    private async ValueTask<bool> IsThereAsync<T>(TenantId tenant, CanonicalId canonical, CancellationToken cancellationToken)
        where T : class =>
        stockSource is not null && await parts.Crosswalk.FindExternalAsync(new(tenant, EntityType.Of<T>(), stockSource), canonical, cancellationToken) is not null;

    /// <summary>The ERP is asked by its own id of the place.</summary>
    private async ValueTask<IReadOnlyList<NewHint>> HintsAsync(TenantId tenant, IEnumerable<LedgerEntry> entries, string cause, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hints = new List<NewHint>();
        foreach (var (sku, location) in entries.Select(entry => (entry.Sku, entry.Location)).Distinct())
        {
            if (await parts.Crosswalk.FindExternalAsync(new(tenant, EntityType.Location, stockSource!), new(location), cancellationToken) is { } place)
            {
                hints.Add(new(new(tenant, stockSource!, EntityType.StockLevel), StockLevel.IdOf(sku, place), $"{cause}/{sku}@{location}", now));
            }
        }

        return hints;
    }
}
