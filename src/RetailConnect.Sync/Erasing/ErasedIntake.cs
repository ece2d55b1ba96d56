using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Erasing;

/// <summary>Accepts of erased profiles nothing but that something came: what they say is skipped, so nothing of it is written down either, nor a contact linked.</summary>
internal sealed class ErasedIntake(IntakeRule<Customer> inner, ICrosswalk crosswalk) : IntakeRule<Customer>
{
    public override bool MayChange => inner.MayChange;

    public override async ValueTask<IReadOnlyList<Intake<Customer>>> AcceptAsync(IntakeContext context, IReadOnlyList<Change<Customer>> changes, CancellationToken cancellationToken)
    {
        var heard = new List<Change<Customer>>(changes.Count);
        foreach (var change in changes)
        {
            heard.Add(await crosswalk.ErasedAsync(context.Tenant, context.Connection, change.Entity, cancellationToken) is null ? change : Blank(change));
        }

        return await inner.AcceptAsync(context, heard, cancellationToken);
    }

    public override ValueTask AcceptedAsync(IntakeContext context, IReadOnlyList<Intake<Customer>> intakes, CancellationToken cancellationToken) => inner.AcceptedAsync(context, intakes, cancellationToken);

    public override Customer Content(Customer value) => inner.Content(value);

    public override string? Salt(Customer value) => inner.Salt(value);

    /// <summary>One that can't be read is no matter for a person any more: its delivery ends as skipped too.</summary>
    private static Change<Customer> Blank(Change<Customer> change) =>
        change.Value is { } customer ? change with { Value = PersonalFields.Without(customer) } : change with { Fault = null };
}
