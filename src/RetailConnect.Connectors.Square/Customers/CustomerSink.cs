using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Customers;

/// <summary>Writes customers: who is there already is linked and brought up to date under the version that was read, who is not is made once.</summary>
/// <remarks>The key of a new one belongs to the person and not to the content, so that a newer content after a lost answer makes no second one.</remarks>
internal sealed class CustomerSink(ISquareApi api, CustomerFinder finder) : IBatchSink<Customer>
{
    public const int AtOnce = 100;

    /// <summary>Content that changed under our hands is read and compared once more.</summary>
    private const int Rounds = 2;

    public async ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<Envelope<Customer>> envelopes, CancellationToken cancellationToken)
    {
        var lines = new CustomerLine?[envelopes.Count];
        for (var i = 0; i < envelopes.Count; i++)
        {
            lines[i] = envelopes[i].Change.Value is null ? null : new(envelopes[i]);
        }

        foreach (var chunk in lines.OfType<CustomerLine>().Chunk(AtOnce))
        {
            await finder.FindAsync(chunk, cancellationToken);
            await CreateAsync([.. chunk.Where(line => line is { There: null, Result: null })], cancellationToken);
            await UpdateAsync([.. chunk.Where(line => line.Result is null)], cancellationToken);
        }

        return [.. lines.Select(line => line?.Result ?? WriteResult.Failed(new(FaultKind.Unsupported, "A customer is not deleted in Square.") { Reason = "delete-unsupported" }))];
    }

    private async ValueTask CreateAsync(IReadOnlyList<CustomerLine> lines, CancellationToken cancellationToken)
    {
        var known = lines.ToLookup(line => line.Wanted.EmailAddress is not null || PhoneNumber.Of(line.Wanted.PhoneNumber) is not null);
        foreach (var line in known[false])
        {
            line.Fail(new(FaultKind.Unsupported, "The customer has neither an e-mail address nor a phone number in international form, so that nobody could tell at the till who it is.") { Reason = Reasons.NoContact });
        }

        if (known[true].ToList() is { Count: > 0 } some)
        {
            await Isolation.WriteAsync(some, WriteAsync, (line, fault) => line.Fail(fault), cancellationToken);
        }

        async ValueTask WriteAsync(IReadOnlyList<CustomerLine> part)
        {
            var answers = (await api.CreateCustomers(new(part.ToDictionary(KeyOf, line => line.Wanted)), cancellationToken).Needed()).Responses;
            foreach (var line in part)
            {
                await TakeAsync(line, answers?.GetValueOrDefault(KeyOf(line)), cancellationToken);
            }
        }
    }

    /// <summary>A profile that is gone, and was linked, is another one than its successor.</summary>
    private static string KeyOf(CustomerLine line) => IdempotencyKey.Derive("customer", line.Envelope.Tenant.Value, line.Envelope.Target, line.Envelope.Canonical.Value, line.Envelope.TargetId?.Value ?? "").Value;

    /// <summary>A key that Square knows with other content says that the person was made before; the search shows that profile sooner or later.</summary>
    private async ValueTask TakeAsync(CustomerLine line, CustomerAnswer? answer, CancellationToken cancellationToken)
    {
        try
        {
            var reused = answer?.Errors?.Any(error => error.Code == "IDEMPOTENCY_KEY_REUSED") == true;
            line.There = !reused ? Written(answer)
                : await finder.ReferredAsync(line, cancellationToken) ?? throw new ConnectorException(FaultKind.Transient, "Square made the customer earlier, and does not find it yet.") { MayHaveTakenEffect = false };
            line.IsNew = !reused;
        }
        catch (ConnectorException fault)
        {
            line.Fail(fault);
        }
    }

    private async ValueTask UpdateAsync(IReadOnlyList<CustomerLine> lines, CancellationToken cancellationToken)
    {
        for (var round = 1; lines.Count > 0; round++)
        {
            var changes = new List<(CustomerLine Line, CustomerBody Body)>();
            foreach (var line in lines)
            {
                if (CustomerMapper.Missing(line.Wanted, line.There!, isLinked: line.Envelope.TargetId is not null) is { } missing)
                {
                    changes.Add((line, missing));
                }
                else
                {
                    line.Succeed(unchanged: round == 1 && !line.IsNew);
                }
            }

            if (changes.Count > 0)
            {
                await Isolation.WriteAsync(changes, some => WriteAsync(some, round, cancellationToken), (change, fault) => change.Line.Fail(fault), cancellationToken);
            }

            lines = [.. lines.Where(line => line.Result is null)];
            await finder.ReadAsync(lines, cancellationToken);
            foreach (var gone in lines.Where(line => line is { There: null, Result: null }))
            {
                gone.Fail(new(FaultKind.Conflict, "The customer was deleted while it was updated.") { Reason = Reasons.Conflict });
            }

            lines = [.. lines.Where(line => line.Result is null)];
        }
    }

    private async ValueTask WriteAsync(IReadOnlyList<(CustomerLine Line, CustomerBody Body)> some, int round, CancellationToken cancellationToken)
    {
        var answers = (await api.UpdateCustomers(new(some.ToDictionary(change => change.Line.There!.Id, change => change.Body)), cancellationToken).Needed()).Responses;
        foreach (var (line, _) in some)
        {
            try
            {
                line.There = Written(answers?.GetValueOrDefault(line.There!.Id));
                line.Succeed(unchanged: false);
            }
            catch (ConnectorException fault) when (fault.Kind is FaultKind.Conflict && round < Rounds)
            {
                // It stays without a result, and is read and compared again.
            }
            catch (ConnectorException fault)
            {
                line.Fail(fault);
            }
        }
    }

    /// <summary>The profile that was written.</summary>
    /// <exception cref="ConnectorException">Square refused it, or did not say what became of it.</exception>
    private static SquareCustomer Written(CustomerAnswer? answer) =>
        answer?.Errors is { Count: > 0 } errors ? throw SquareFaults.Of(errors, 200)
        : answer?.Customer is { Id.Length: > 0 } customer ? customer
        : throw new ConnectorException(FaultKind.Transient, "Square answered without the customer.");
}
