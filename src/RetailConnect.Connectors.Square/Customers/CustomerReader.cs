using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Customers;

/// <summary>Finds customer profiles by id, and by what is theirs alone.</summary>
internal sealed class CustomerReader(ISquareApi api)
{
    public const int AtOnce = 100;

    /// <summary>Answers by the ids that were asked for.</summary>
    public async ValueTask<IReadOnlyDictionary<string, CustomerAnswer>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        (await api.Customers(new(ids), cancellationToken).Needed()).Responses ?? new Dictionary<string, CustomerAnswer>();

    /// <summary>Profiles that Square finds by a filter; its search shows new ones only after a while.</summary>
    public async ValueTask<IReadOnlyList<SquareCustomer>> SearchAsync(CustomerFilter filter, CancellationToken cancellationToken)
    {
        var found = new List<SquareCustomer>();
        string? cursor = null;
        do
        {
            var answer = await api.SearchCustomers(new(cursor, AtOnce, new(filter, new("CREATED_AT", "ASC"))), cancellationToken).Needed();
            found.AddRange(answer.Customers ?? []);
            cursor = answer.Cursor == cursor ? null : answer.Cursor;
        }
        while (!string.IsNullOrEmpty(cursor));
        return found;
    }

    /// <summary>The profile of an answer; null when Square does not have it.</summary>
    /// <exception cref="ConnectorException">It is there, and could not be read.</exception>
    public static SquareCustomer? Found(CustomerAnswer answer) =>
        answer.Customer is { } customer ? customer
            : answer.Errors is { Count: > 0 } errors && errors.Any(error => error.Code is not ("NOT_FOUND" or "CUSTOMER_NOT_FOUND")) ? throw SquareFaults.Of(errors, 200)
            : null;
}
