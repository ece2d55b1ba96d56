using System.Globalization;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Catalog;

/// <summary>Accepts products with the prices that are in force, and has each looked at again when a planned price begins or ends.</summary>
/// <remarks>
/// The version of a product whose prices are planned gets a number that counts the states of its prices: a price that comes back, at the end of a sale or because a plan was taken back, is a change of its own, although the source's
/// version and the content are those of a change that was accepted before. The number is saved with the change, so that reading the same again, also after a restart, leads to the same key.
/// </remarks>
internal sealed class CatalogIntake(PriceBook prices, EngineParts parts) : IntakeRule<Product>
{
    public override async ValueTask<IReadOnlyList<Intake<Product>>> AcceptAsync(IntakeContext context, IReadOnlyList<Change<Product>> changes, CancellationToken cancellationToken)
    {
        var priced = await prices.PriceAsync(context.Connection, changes, cancellationToken);
        var (stream, scheduled) = (new StreamKey(context.Tenant, context.Connection, EntityType.Product), prices.ScheduleOf(context.Connection) is not null);
        var known = await KnownAsync(stream, [.. priced.Where(change => scheduled || IsPlanned(change)).Select(change => change.Entity)], cancellationToken);
        return [.. priced.Select(change => Accept(context, stream, change, scheduled, known))];
    }

    /// <summary>When a price is planned to change, and by which rule it was chosen, is no content: only what it is counts.</summary>
    public override Product Content(Product value) => value.PricedUntil is null && value.Variants.All(variant => variant is { PlannedPrices: null, PriceRule: null })
        ? value
        : value with { PricedUntil = null, Variants = [.. value.Variants.Select(variant => variant with { PlannedPrices = null, PriceRule = null })] };

    private Intake<Product> Accept(IntakeContext context, StreamKey stream, Change<Product> change, bool scheduled, Dictionary<ExternalId, Appointment> known)
    {
        var canonical = CanonicalIds.Of(context.Connection, change.Entity);
        var before = known.GetValueOrDefault(change.Entity);
        if (before is null && !IsPlanned(change))
        {
            return new(change, canonical) { Links = scheduled ? SkusOf(context, change, canonical) : [] };
        }

        var mark = MarkOf(change);
        var number = before is null ? parts.Time.GetUtcNow().ToUnixTimeSeconds() : before.Mark == mark ? before.Number : before.Number + 1;
        var appointment = new Appointment { Stream = stream, Entity = change.Entity, DueAt = change.Value?.PricedUntil, Mark = mark, Number = number, UpdatedAt = parts.Time.GetUtcNow() };
        known[change.Entity] = appointment;
        return new(change with { Version = string.Create(CultureInfo.InvariantCulture, $"{change.Version}~{number}") }, canonical)
        {
            Links = scheduled ? SkusOf(context, change, canonical) : [],
            Appointment = before is not null && before.Number == number && before.DueAt == appointment.DueAt ? null : appointment,
        };
    }

    private async ValueTask<Dictionary<ExternalId, Appointment>> KnownAsync(StreamKey stream, IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        if (entities.Count == 0)
        {
            return [];
        }

        var store = parts.Appointments ?? throw new InvalidOperationException("Prices are planned, but the store keeps no appointments: it has no IAppointmentStore.");
        return (await store.LoadAppointmentsAsync(stream, entities, cancellationToken)).ToDictionary(appointment => appointment.Entity);
    }

    /// <summary>True when there is a plan, or was one whose state has to be told from this one.</summary>
    private static bool IsPlanned(Change<Product> change) => change.Fault?.Reason is Reasons.InvalidPricePlan || change.Value?.Variants.Any(variant => variant.PlannedPrices is { Count: > 0 }) == true;

    private static string MarkOf(Change<Product> change) => IdempotencyKey.Derive(
    [
        change.Fault?.Message ?? "", $"{change.Value?.PricedUntil?.UtcTicks}",
        .. (change.Value?.Variants ?? []).SelectMany(variant => new[] { variant.Sku.Value, $"{variant.Price.Amount}", $"{variant.Price.CompareAt}", $"{variant.Price.NoCompareAt}" }),
    ]).Value;

    private static IReadOnlyList<CrosswalkLink> SkusOf(IntakeContext context, Change<Product> change, CanonicalId canonical) =>
        [.. (change.Value?.Variants ?? []).Where(variant => !string.IsNullOrWhiteSpace(variant.Sku.Value)).Select(variant => new CrosswalkLink(new(context.Tenant, EntityType.ProductSku, context.Connection), canonical, new(variant.Sku.Value), null))];
}
