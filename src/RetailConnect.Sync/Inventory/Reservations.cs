using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Kits;

namespace RetailConnect.Sync.Inventory;

/// <inheritdoc cref="IStockReservations"/>
/// <remarks>A reservation is a document of the ledger that the ERP will never know; its end closes it.</remarks>
internal sealed class Reservations(SyncEngine engine, EngineParts parts) : IStockReservations
{
    private const string Prefix = "reservation:";
    private const int Most = 10_000;
    private const int AtOnce = 200;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    public async ValueTask ReserveAsync(TenantId tenant, StockReservation reservation, CancellationToken cancellationToken)
    {
        var (runtime, now) = (engine.Known(tenant), parts.Time.GetUtcNow());
        if (string.IsNullOrWhiteSpace(reservation.Id) || string.IsNullOrWhiteSpace(reservation.Sku.Value) || reservation.Units <= Quantity.Zero || reservation.ExpiresAt <= now)
        {
            throw new ArgumentException($"A reservation needs an id, a SKU, units and an end in the future: {reservation}.", nameof(reservation));
        }

        var erp = runtime.Bell.StockSource ?? throw new ArgumentException($"'{tenant}' has no inventory sync.", nameof(tenant));
        if (await parts.Crosswalk.FindExternalAsync(new(tenant, EntityType.Location, erp), new(reservation.Location), cancellationToken) is null)
        {
            throw new ArgumentException($"'{erp}' has no location '{reservation.Location}'.", nameof(reservation));
        }

        var kits = runtime.Kits.IsUsed ? (await runtime.Kits.ReadAsync(cancellationToken)).Find(reservation.Sku) : null;
        var made = kits is null ? [] : new Dictionary<Sku, Composition> { [kits.Kit] = kits };
        var entries = KitLines.Units("1", reservation.Sku, reservation.Units, made)
            .Select(part => new LedgerEntry(tenant, part.Sku, reservation.Location, Prefix + reservation.Id, part.Line, part.Units, now) { ExpiresAt = reservation.ExpiresAt });
        await CommitAsync(runtime, parts.Writer, new() { LedgerEntries = [.. entries] }, [.. entries], "held", now, cancellationToken);
    }

    public async ValueTask<bool> ReleaseAsync(TenantId tenant, string id, CancellationToken cancellationToken)
    {
        var runtime = engine.Known(tenant);
        var held = await parts.Ledger.ListOpenAsync(tenant, Prefix + id, cancellationToken);
        if (held.Count > 0)
        {
            await FreeAsync(runtime, parts.Writer, held, cancellationToken);
        }

        return held.Count > 0;
    }

    public async ValueTask<IReadOnlyList<StockReservation>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        engine.Known(tenant);
        return [.. (await parts.Ledger.ListExpiringAsync(tenant, DateTimeOffset.MaxValue, Most, cancellationToken)).Select(entry => new StockReservation(entry.Document[Prefix.Length..], entry.Sku, entry.Location, entry.Units, entry.ExpiresAt!.Value))];
    }

    /// <summary>Frees what has had its time, as long as this host works for the tenant.</summary>
    public static async Task KeepAsync(TenantRuntime runtime, Insistence insistence, CancellationToken cancellationToken)
    {
        while (runtime.Bell.StockSource is not null && !cancellationToken.IsCancellationRequested)
        {
            await insistence.OnAsync(
                runtime.Tenant, "reservations",
                async token =>
                {
                    while (await runtime.Parts.Ledger.ListExpiringAsync(runtime.Tenant, runtime.Parts.Time.GetUtcNow(), AtOnce, token) is { Count: > 0 } over)
                    {
                        await FreeAsync(runtime, runtime.Parts.Writer, Whole(over), token);
                    }
                },
                cancellationToken);
            await runtime.Parts.RestAsync(Look, cancellationToken);
        }
    }

    /// <summary>A full slice may have cut the last document in two; it comes whole with the next one.</summary>
    private static List<LedgerEntry> Whole(IReadOnlyList<LedgerEntry> over)
    {
        var whole = over.Count < AtOnce ? [] : over.Where(entry => entry.Document != over[^1].Document).ToList();
        return whole.Count > 0 ? whole : [.. over];
    }

    private static ValueTask FreeAsync(TenantRuntime runtime, IStoreWriter writer, IReadOnlyList<LedgerEntry> held, CancellationToken cancellationToken)
    {
        var now = runtime.Parts.Time.GetUtcNow();
        return CommitAsync(runtime, writer, new() { LedgerClosings = [.. held.Select(entry => entry.Document).Distinct().Select(document => new LedgerClosing(runtime.Tenant, document, now))] }, held, "free", now, cancellationToken);
    }

    private static async ValueTask CommitAsync(TenantRuntime runtime, IStoreWriter writer, StoreCommit commit, IReadOnlyList<LedgerEntry> moved, string what, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var stream = new StreamKey(runtime.Tenant, runtime.Bell.StockSource ?? "", EntityType.StockLevel);
        var hints = new List<NewHint>();
        foreach (var entry in moved)
        {
            // The ERP is asked by its own id of the place.
            if (await runtime.Parts.Crosswalk.FindExternalAsync(new(runtime.Tenant, EntityType.Location, stream.Connection), new(entry.Location), cancellationToken) is { } place)
            {
                hints.Add(new(stream, StockLevel.IdOf(entry.Sku, place), $"{entry.Document}/{what}/{entry.Sku}@{entry.Location}", now));
            }
        }

        await writer.CommitAsync(commit with { Hints = hints }, cancellationToken);
        runtime.Bell.Ring(stream);
    }
}
