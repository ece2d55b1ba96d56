using System.Collections.Concurrent;
using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Customers;

/// <summary>Finds the customer that a company's orders are posted to.</summary>
internal sealed class CompanyFinder(IBusinessCentralApi api, Addresses addresses, Paging paging, BusinessCentralOptions options)
{
    private const int MostCharacters = 20;
    private readonly ConcurrentDictionary<string, Guid> known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the customer's id. What was found is remembered; a customer that is missing is asked for again.</summary>
    /// <exception cref="ConnectorException">Nobody says which customer it is, or there is no such customer.</exception>
    public async ValueTask<Guid> FindAsync(BuyingCompany company, CancellationToken cancellationToken)
    {
        var number = Named(company.Branch) ?? Named(company.Id) ?? company.AccountNumber
            ?? throw Unknown($"The order is for the company '{company.Id}', and nobody says which customer that is.", company);
        if (known.TryGetValue(number, out var id))
        {
            return id;
        }

        var found = number.Length > MostCharacters ? [] : await paging.AllAsync<BusinessCustomer>(addresses.List("customers", Filter.AnyOf("number", [number])), api.Customers, cancellationToken);
        return found.Count > 0 ? known[number] = found[0].Id : throw Unknown($"The order is for the company '{company.Id}', and Business Central has no customer '{number}'.", company);
    }

    private string? Named(ExternalId? company) => company is { } id && options.Companies.TryGetValue(id.Value, out var number) ? number : null;

    private static ConnectorException Unknown(string what, BuyingCompany company) => new(FaultKind.Rejected, what)
    {
        Reason = "unknown-company",
        Advice = $"Name the number of its customer in the connection's setting Companies, under '{company.Id}', then replay; or give the company that number as its external id in the channel, and edit the dead letter.",
    };
}
