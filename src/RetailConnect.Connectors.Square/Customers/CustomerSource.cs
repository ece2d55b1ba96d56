using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Customers;

/// <summary>Reads customer profiles.</summary>
internal sealed class CustomerSource(ISquareApi api, CustomerReader reader, VendorClock clock) : IChangeSource<Customer>, IEntitySource<Customer>
{
    public const int AtOnce = CustomerReader.AtOnce;

    public async ValueTask<ChangePage<Customer>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var window = clock.Open(request);
        var filter = window.Since is { } since ? new CustomerFilter { UpdatedAt = new(Times.Write(since)) } : null;
        var answer = await SearchAsync(new(window.Page, Math.Clamp(request.PageSize, 1, AtOnce), new(filter, new("CREATED_AT", "ASC"))), cancellationToken);
        var more = !string.IsNullOrEmpty(answer.Cursor);
        return new([.. (answer.Customers ?? []).Select(CustomerMapper.ToChange)], more ? window.AtPage(answer.Cursor!) : window.Finished(), more);
    }

    public async ValueTask<IReadOnlyList<Change<Customer>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var changes = new List<Change<Customer>>();
        foreach (var chunk in entities.Select(entity => entity.Value).Distinct().Chunk(AtOnce))
        {
            var answers = await reader.ReadAsync(chunk, cancellationToken);
            changes.AddRange(answers.Values.Select(CustomerReader.Found).OfType<SquareCustomer>().Select(CustomerMapper.ToChange));
        }

        return changes;
    }

    /// <summary>A saved cursor that is not valid any more begins the window anew.</summary>
    private async ValueTask<CustomerList> SearchAsync(CustomerSearch search, CancellationToken cancellationToken)
    {
        try
        {
            return await api.SearchCustomers(search, cancellationToken).Needed();
        }
        catch (ConnectorException fault) when (fault.Reason is SquareFaults.InvalidCursor && search.Cursor is not null)
        {
            return await api.SearchCustomers(search with { Cursor = null }, cancellationToken).Needed();
        }
    }
}
