using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Customers;

/// <summary>Finds what Square has of the people who are written: by the link, by our reference, by the e-mail address, by the phone number.</summary>
/// <remarks>A profile that is somebody else's by the crosswalk is never taken, and none is taken twice.</remarks>
internal sealed class CustomerFinder(CustomerReader reader, ConnectionLinks links)
{
    public async ValueTask FindAsync(IReadOnlyList<CustomerLine> lines, CancellationToken cancellationToken)
    {
        await ReadAsync([.. lines.Where(line => line.Envelope.TargetId is not null)], cancellationToken);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines.Where(line => line.There is not null && !taken.Add(line.There.Id)))
        {
            line.Fail(new(FaultKind.Rejected, "Square has one profile of this customer and of another one.")
            {
                Reason = Reasons.AmbiguousMatch, Advice = "Merge the two customers, or make a profile of its own for one of them in Square and let the customers sync read it, then replay.",
            });
        }

        var others = lines.Where(line => line is { There: null, Result: null }).ToList();
        var candidates = await Task.WhenAll(others.Select(line => CandidatesAsync(line, cancellationToken)));
        foreach (var (line, found) in others.Zip(candidates))
        {
            line.There = found.FirstOrDefault(customer => taken.Add(customer.Id));
        }
    }

    /// <summary>Reads the linked profiles as they are now; one that is gone is looked for as if it had never been linked.</summary>
    public async ValueTask ReadAsync(IReadOnlyList<CustomerLine> lines, CancellationToken cancellationToken)
    {
        foreach (var chunk in lines.Chunk(CustomerReader.AtOnce))
        {
            try
            {
                var ids = chunk.Select(IdOf).Distinct(StringComparer.Ordinal).ToList();
                var answers = await reader.ReadAsync(ids, cancellationToken);
                foreach (var line in chunk)
                {
                    Take(line, answers.GetValueOrDefault(IdOf(line)));
                }
            }
            catch (ConnectorException fault)
            {
                chunk.ToList().ForEach(line => line.Fail(fault));
            }
        }
    }

    /// <summary>Profiles that bear our reference, whoever made them.</summary>
    public async ValueTask<SquareCustomer?> ReferredAsync(CustomerLine line, CancellationToken cancellationToken) =>
        await ByReferenceAsync(line, cancellationToken) is [var first, ..] ? first : null;

    private static string IdOf(CustomerLine line) => line.There?.Id ?? line.Envelope.TargetId!.Value.Value;

    private static void Take(CustomerLine line, CustomerAnswer? answer)
    {
        try
        {
            line.There = answer is null ? null : CustomerReader.Found(answer) is { } found ? Sound(found) : null;
        }
        catch (ConnectorException fault)
        {
            line.Fail(fault);
        }
    }

    private static SquareCustomer Sound(SquareCustomer customer) => customer.Trouble is { } place ? throw VendorEntries.Fault(place) : customer;

    private async Task<IReadOnlyList<SquareCustomer>> CandidatesAsync(CustomerLine line, CancellationToken cancellationToken)
    {
        try
        {
            return await ByReferenceAsync(line, cancellationToken) is { Count: > 0 } ours ? ours
                : await ByEmailAsync(line, cancellationToken) is { Count: > 0 } same ? same
                : await ByPhoneAsync(line, cancellationToken);
        }
        catch (ConnectorException fault)
        {
            line.Fail(fault);
            return [];
        }
    }

    /// <summary>Square compares references without regard to case; canonical ids differ by it.</summary>
    private ValueTask<IReadOnlyList<SquareCustomer>> ByReferenceAsync(CustomerLine line, CancellationToken cancellationToken) =>
        SearchAsync(line, new() { ReferenceId = new(line.Wanted.ReferenceId!) }, customer => customer.ReferenceId == line.Wanted.ReferenceId, cancellationToken);

    private ValueTask<IReadOnlyList<SquareCustomer>> ByEmailAsync(CustomerLine line, CancellationToken cancellationToken) => line.Wanted.EmailAddress is { } email
        ? SearchAsync(line, new() { EmailAddress = new(email) }, customer => Same(customer.EmailAddress, email), cancellationToken)
        : new([]);

    /// <summary>A number is a household's as often as a person's: it joins two profiles only when their e-mail addresses don't speak against it, as in the crosswalk.</summary>
    private ValueTask<IReadOnlyList<SquareCustomer>> ByPhoneAsync(CustomerLine line, CancellationToken cancellationToken) => PhoneNumber.Of(line.Wanted.PhoneNumber) is { } phone
        ? SearchAsync(line, new() { PhoneNumber = new(phone) }, customer => line.Wanted.EmailAddress is not { } email || string.IsNullOrWhiteSpace(customer.EmailAddress) || Same(customer.EmailAddress, email), cancellationToken)
        : new([]);

    private async ValueTask<IReadOnlyList<SquareCustomer>> SearchAsync(CustomerLine line, CustomerFilter filter, Func<SquareCustomer, bool> fits, CancellationToken cancellationToken)
    {
        var free = new List<SquareCustomer>();
        foreach (var customer in await reader.SearchAsync(filter, cancellationToken))
        {
            if (customer.Id.Length > 0 && fits(Sound(customer)) && await links.CanonicalAsync(EntityType.Customer, line.Envelope.Target, customer.Id, cancellationToken) is var owner && (owner is null || owner == line.Envelope.Canonical))
            {
                free.Add(customer);
            }
        }

        return free;
    }

    private static bool Same(string? one, string other) => string.Equals(one?.Trim(), other, StringComparison.OrdinalIgnoreCase);
}
