using RetailConnect.Connectors.Square.Api;

namespace RetailConnect.Connectors.Square.Customers;

/// <summary>Deletes profiles, whatever their version is: nobody's last change keeps a person from being forgotten.</summary>
internal sealed class CustomerEraser(ISquareApi api) : ICustomerEraser
{
    private const string Profile = "the profile in the customer directory";

    public async ValueTask<IReadOnlyList<ErasedPart>> EraseAsync(EraseRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await api.DeleteCustomer(request.Id.Value, cancellationToken);
        }
        catch (ConnectorException fault) when (fault.Reason is SquareFaults.NotFound)
        {
            return [new(Profile, ErasureOutcome.Erased, "There is no profile of that id, or not any more. If staff merged it into another one, that one is to be deleted by hand.")];
        }

        return
        [
            new(Profile, ErasureOutcome.Erased),
            new("sales, payments and receipts", ErasureOutcome.Kept, "They are the books of the business; Square keeps what it needs of a payment by its own rules."),
            new("accounts of Square Loyalty", ErasureOutcome.ByHand, "The API deletes none: where the person has one, it is deleted in Square's dashboard."),
        ];
    }
}
