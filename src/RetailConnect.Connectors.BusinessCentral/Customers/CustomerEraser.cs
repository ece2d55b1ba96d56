using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.BusinessCentral.Customers;

/// <summary>Takes a person out of a customer: name, address, phone number, e-mail address and website; a repeat changes nothing. Number, country and everything that is posted stay.</summary>
/// <remarks>A customer is never deleted: whether one has entries the API does not say, and one that has any can't be.</remarks>
internal sealed class CustomerEraser(IBusinessCentralApi api, Addresses addresses, Paging paging) : ICustomerEraser
{
    /// <summary>The name that a customer has who was erased.</summary>
    public const string Nobody = "Erased customer";

    private const string Card = "name, address, phone number, e-mail address and website of the customer";
    private const string Gone = "There is no customer of that id, or not any more.";

    private static readonly CustomerBody Blank = new()
    {
        DisplayName = Nobody, AddressLine1 = "", AddressLine2 = "", City = "", State = "", PostalCode = "", PhoneNumber = "", Email = "", Website = "",
    };

    public async ValueTask<IReadOnlyList<ErasedPart>> EraseAsync(EraseRequest request, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(request.Id.Value, out var id))
        {
            throw new ConnectorException(FaultKind.Rejected, $"'{request.Id}' is no id of a Business Central customer.") { Reason = Reasons.Rejected };
        }

        for (var attempt = 1; ; attempt++)
        {
            if (await ReadAsync(id, cancellationToken) is not { } there)
            {
                return [new(Card, ErasureOutcome.Erased, Gone)];
            }

            try
            {
                if (!IsBlank(there))
                {
                    await api.UpdateCustomer(id, there.Etag ?? "*", Blank, cancellationToken);
                }

                return Parts;
            }
            catch (ConnectorException fault) when (fault.Kind is FaultKind.Conflict && attempt == 1)
            {
                // Somebody changed the customer meanwhile.
            }
        }
    }

    private static IReadOnlyList<ErasedPart> Parts =>
    [
        new(Card, ErasureOutcome.Replaced, $"The name is '{Nobody}'; number and country stay, because documents that come later need them."),
        new("sales documents and entries", ErasureOutcome.Kept, "They are the books, which are kept by law; names and addresses on posted documents go with them when that time is over."),
        new("contact, picture and VAT number of the customer", ErasureOutcome.ByHand, "This connector never writes them: where the customer has any, they are taken out in Business Central."),
    ];

    private static bool IsBlank(BusinessCustomer there) =>
        there.DisplayName == Nobody && new[] { there.AddressLine1, there.AddressLine2, there.City, there.State, there.PostalCode, there.PhoneNumber, there.Email, there.Website }.All(string.IsNullOrEmpty);

    private async ValueTask<BusinessCustomer?> ReadAsync(Guid id, CancellationToken cancellationToken) =>
        (await paging.AllAsync<BusinessCustomer>(addresses.List("customers", Filter.AnyOf("id", [id])), api.Customers, cancellationToken)) is [var found, ..] ? found : null;
}
