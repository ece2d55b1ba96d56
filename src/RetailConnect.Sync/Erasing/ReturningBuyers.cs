using System.Globalization;
using RetailConnect.Sync.Customers;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Erasing;

/// <summary>Accepts orders, and knows who comes back: an order that an erased profile places after the erasure makes it the profile of a new person, who is read anew. What was before stays the erased person's.</summary>
internal sealed class ReturningBuyers(IntakeRule<Order> inner, TenantRuntime runtime, EngineParts parts) : IntakeRule<Order>
{
    public override bool MayChange => inner.MayChange;

    public override async ValueTask<IReadOnlyList<Intake<Order>>> AcceptAsync(IntakeContext context, IReadOnlyList<Change<Order>> changes, CancellationToken cancellationToken)
    {
        var intakes = await inner.AcceptAsync(context, changes, cancellationToken);
        var accepted = new List<Intake<Order>>(intakes.Count);
        foreach (var intake in intakes)
        {
            accepted.Add(intake.Change.Value is { Customer: { } customer } order && await ErasedAtAsync(context, customer.Id, cancellationToken) is { } erasedAt && order.PlacedAt > erasedAt ? Back(context, intake, customer.Id, erasedAt) : intake);
        }

        return accepted;
    }

    public override async ValueTask AcceptedAsync(IntakeContext context, IReadOnlyList<Intake<Order>> intakes, CancellationToken cancellationToken)
    {
        await inner.AcceptedAsync(context, intakes, cancellationToken);
        foreach (var stream in intakes.SelectMany(intake => intake.Hints).Select(hint => hint.Stream).Where(stream => stream.Type == EntityType.Customer).Distinct())
        {
            runtime.Bell.Ring(stream);
        }
    }

    public override Order Content(Order value) => inner.Content(value);

    public override string? Salt(Order value) => inner.Salt(value);

    /// <summary>When the profile's person was erased; null when nobody did, or the person came back since.</summary>
    private async ValueTask<DateTimeOffset?> ErasedAtAsync(IntakeContext context, ExternalId profile, CancellationToken cancellationToken) =>
        parts.Erasures is { } store
        && await parts.Crosswalk.ErasedAsync(context.Tenant, context.Connection, profile, cancellationToken) is { } person
            ? (await store.FindErasureAsync(context.Tenant, person, cancellationToken))?.Receipt.AskedAt : null;

    private Intake<Order> Back(IntakeContext context, Intake<Order> intake, ExternalId profile, DateTimeOffset erasedAt)
    {
        // An id of its own, so that no system takes the new person for the erased one; whoever it came to by a merge before, it is nobody's second profile now.
        var person = CanonicalIds.Of(context.Connection, $"{profile}~{erasedAt.UtcTicks.ToString("x", CultureInfo.InvariantCulture)}");
        var stream = new StreamKey(context.Tenant, context.Connection, EntityType.Customer);
        return intake with
        {
            Links = [.. intake.Links, new(new(context.Tenant, EntityType.Customer, context.Connection), person, profile, null), Merges.Was(context.Tenant, context.Connection, profile, person), ErasedProfiles.Lift(context.Tenant, context.Connection, profile)],
            Hints = runtime.Reads(stream) ? [.. intake.Hints, new NewHint(stream, profile, $"back-{intake.Canonical}", context.Now)] : intake.Hints,
        };
    }
}
