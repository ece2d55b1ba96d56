using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Customers;

/// <summary>Creates and updates customers; the number, made of the canonical id, proves one effect.</summary>
internal sealed class CustomerSink(IBusinessCentralApi api, Addresses addresses, Paging paging) : IChangeSink<Customer>, ILookUp<Customer>
{
    private readonly JointLookUp<BusinessCustomer> numbers = new(
        keys => paging.AllAsync<BusinessCustomer>(addresses.List("customers", Filter.AnyOf("number", keys)), api.Customers, CancellationToken.None), customer => customer.Number);

    public async ValueTask<WriteReceipt?> FindAsync(Envelope<Customer> envelope, CancellationToken cancellationToken)
    {
        var there = await ReadAsync(envelope, cancellationToken);
        return there is not null && CustomerMapper.Missing(CustomerMapper.ToBody(envelope.Value), there) is null ? Receipt(there, unchanged: true) : null;
    }

    public async ValueTask<WriteReceipt> WriteAsync(Envelope<Customer> envelope, CancellationToken cancellationToken)
    {
        var wanted = CustomerMapper.ToBody(envelope.Value);
        var there = envelope.TargetId is null ? null : await ReadAsync(envelope, cancellationToken);
        return there is not null ? await UpdateAsync(envelope, wanted, there, cancellationToken) : await CreateAsync(envelope, wanted, cancellationToken);
    }

    /// <summary>Creates; numbers are unique, so a refusal may mean that the customer is there with other content.</summary>
    private async ValueTask<WriteReceipt> CreateAsync(Envelope<Customer> envelope, CustomerBody wanted, CancellationToken cancellationToken)
    {
        var number = CustomerNumber.Of(envelope.Canonical);
        try
        {
            return Receipt(await api.CreateCustomer(wanted with { Number = number, DisplayName = wanted.DisplayName ?? number, Type = "Person" }, cancellationToken).Needed(), unchanged: false);
        }
        catch (ConnectorException fault) when (fault.Kind is FaultKind.Rejected)
        {
            if (await ReadAsync(envelope, cancellationToken) is { } there)
            {
                return await UpdateAsync(envelope, wanted, there, cancellationToken);
            }

            throw;
        }
    }

    private async ValueTask<WriteReceipt> UpdateAsync(Envelope<Customer> envelope, CustomerBody wanted, BusinessCustomer there, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (CustomerMapper.Missing(wanted, there) is not { } missing)
            {
                return Receipt(there, unchanged: attempt == 1);
            }

            try
            {
                await api.UpdateCustomer(there.Id, there.Etag ?? "*", missing, cancellationToken);
                return Receipt(there, unchanged: false);
            }
            catch (ConnectorException fault) when (fault.Kind is FaultKind.Conflict && attempt == 1)
            {
                there = await ReadAsync(envelope, cancellationToken) ?? throw new ConnectorException(FaultKind.Conflict, "The customer was deleted while it was updated.", fault) { Reason = Reasons.Conflict };
            }
        }
    }

    /// <summary>Reads the linked customer; without a link, or when that one is gone, the one with our number.</summary>
    private async ValueTask<BusinessCustomer?> ReadAsync(Envelope<Customer> envelope, CancellationToken cancellationToken) =>
        (Guid.TryParse(envelope.TargetId?.Value, out var id) ? await OneAsync(Filter.AnyOf("id", [id]), cancellationToken) : null)
        ?? First(await numbers.FindAsync(CustomerNumber.Of(envelope.Canonical), cancellationToken));

    private async ValueTask<BusinessCustomer?> OneAsync(string filter, CancellationToken cancellationToken) =>
        First(await paging.AllAsync<BusinessCustomer>(addresses.List("customers", filter), api.Customers, cancellationToken));

    private static BusinessCustomer? First(IReadOnlyList<BusinessCustomer> found) => found.Count > 0 ? found[0] : null;

    private static WriteReceipt Receipt(BusinessCustomer customer, bool unchanged) => new(customer.Id.ToString()) { Unchanged = unchanged };
}
