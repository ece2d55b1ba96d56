using System.Security.Cryptography;
using System.Text;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Customers;

/// <summary>Accepts customers: the same person in two channels gets one canonical id, by an earlier link, the e-mail address or the phone number.</summary>
/// <remarks>Contacts are kept as hashes: the crosswalk needs to recognise them, not to know them.</remarks>
/// <param name="crosswalk">The links.</param>
/// <param name="byLikeness">True when those whom none of these identifies are matched by likeness too: whoever shares something with a new person is noted.</param>
internal sealed class CustomerIntake(ICrosswalk crosswalk, bool byLikeness = false) : IntakeRule<Customer>
{
    private const string Email = "email";
    private const string Phone = "phone";

    public override async ValueTask<IReadOnlyList<Intake<Customer>>> AcceptAsync(IntakeContext context, IReadOnlyList<Change<Customer>> changes, CancellationToken cancellationToken)
    {
        var intakes = new List<Intake<Customer>>(changes.Count);
        var page = new Dictionary<(string Kind, string Contact), CanonicalId>();
        var alike = byLikeness ? new LikenessPage(crosswalk, context.Tenant) : null;
        foreach (var change in changes)
        {
            var contacts = change.Value is { } customer ? Contacts(customer) : [];
            var match = await MatchAsync(context, change.Entity, contacts, page, cancellationToken);
            var canonical = match ?? CanonicalIds.Of(context.Connection, change.Entity);
            var links = new List<CrosswalkLink>();
            foreach (var contact in contacts)
            {
                if (await OwnerAsync(context, contact, page, cancellationToken) is { } owner && owner != canonical)
                {
                    // What two persons share, or one of them mistyped, stays with the first who had it.
                    continue;
                }

                page.TryAdd(contact, canonical);
                links.Add(new(new(context.Tenant, EntityType.CustomerContact, contact.Kind), canonical, contact.Contact, null));
            }

            if (alike is not null && change.Value is { } person)
            {
                links.AddRange(await alike.EnterAsync(person, canonical, isNew: match is null, cancellationToken));
            }

            intakes.Add(new Intake<Customer>(await AgainAsync(context, change, canonical, cancellationToken), canonical) { Links = links });
        }

        return intakes;
    }

    /// <summary>The id in the channel is no part of the person.</summary>
    public override Customer Content(Customer value) => value with { Id = "" };

    /// <summary>What a profile said while it was merged was let go; given back to its own person, it says the same again, as a version of its own.</summary>
    private async ValueTask<Change<Customer>> AgainAsync(IntakeContext context, Change<Customer> change, CanonicalId canonical, CancellationToken cancellationToken) =>
        await crosswalk.FormerAsync(context.Tenant, context.Connection, change.Entity, cancellationToken) is { } former && former == canonical ? change with { Version = $"{change.Version}~apart" } : change;

    private static List<(string Kind, string Contact)> Contacts(Customer customer)
    {
        var contacts = new List<(string Kind, string Contact)>();
        if (customer.Email?.Trim() is { Length: > 0 } email)
        {
            contacts.Add((Email, Hashed(email.ToLowerInvariant())));
        }

        if (E164(customer.Phone) is { } phone)
        {
            contacts.Add((Phone, Hashed(phone)));
        }

        return contacts;
    }

    /// <summary>Only a number in international form identifies somebody; a local one could be anybody's.</summary>
    private static string? E164(string? phone)
    {
        var text = new string([.. (phone ?? "").Where(character => char.IsAsciiDigit(character) || character == '+')]);
        return text is ['+', ..] && text.Length is >= 9 and <= 16 ? text : null;
    }

    private static string Hashed(string contact) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(contact)));

    private async ValueTask<CanonicalId?> OwnerAsync(IntakeContext context, (string Kind, string Contact) contact, Dictionary<(string Kind, string Contact), CanonicalId> page, CancellationToken cancellationToken) =>
        page.TryGetValue(contact, out var here) ? here
            : await crosswalk.FindCanonicalAsync(new(context.Tenant, EntityType.CustomerContact, contact.Kind), contact.Contact, cancellationToken) is { } owner ? await crosswalk.FollowAsync(context.Tenant, owner, cancellationToken)
            : null;

    /// <summary>A number is a household's or a shop's as often as a person's: it joins two profiles only when their e-mail addresses don't speak against it.</summary>
    private async ValueTask<bool> MayShareAsync(
        IntakeContext context, CanonicalId person, List<(string Kind, string Contact)> contacts, Dictionary<(string Kind, string Contact), CanonicalId> page, CancellationToken cancellationToken)
    {
        if (contacts.FirstOrDefault(contact => contact.Kind is Email) is not { Contact: { } mail })
        {
            return true;
        }

        var theirs = page.Where(entry => entry.Key.Kind is Email && entry.Value == person).Select(entry => entry.Key.Contact).FirstOrDefault()
            ?? (await crosswalk.FindExternalAsync(new(context.Tenant, EntityType.CustomerContact, Email), person, cancellationToken))?.Value;
        return theirs is null || theirs == mail;
    }

    private async ValueTask<CanonicalId?> MatchAsync(
        IntakeContext context, ExternalId entity, List<(string Kind, string Contact)> contacts, Dictionary<(string Kind, string Contact), CanonicalId> page, CancellationToken cancellationToken)
    {
        if (await crosswalk.FindCanonicalAsync(new(context.Tenant, EntityType.Customer, context.Connection), entity, cancellationToken) is { } linked)
        {
            return await crosswalk.FollowAsync(context.Tenant, linked, cancellationToken);
        }

        foreach (var contact in contacts)
        {
            if (await OwnerAsync(context, contact, page, cancellationToken) is { } person && (contact.Kind is not Phone || await MayShareAsync(context, person, contacts, page, cancellationToken)))
            {
                return person;
            }
        }

        return null;
    }
}
