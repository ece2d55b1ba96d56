using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Customers;

/// <summary>Asks Shopify to erase customers, which it does by itself and later.</summary>
/// <remarks>Shopify does not say what it answers when a request is there already, as after an answer that was lost. It is not taken for a success, and not repeated for ever: a person looks.</remarks>
internal sealed class CustomerEraser(ShopifyAdmin admin) : ICustomerEraser
{
    private const string Customer = "the customer, and the person's details in the shop's orders";

    public async ValueTask<IReadOnlyList<ErasedPart>> EraseAsync(EraseRequest request, CancellationToken cancellationToken)
    {
        var answer = await admin.SendAsync(
            ErasureDocuments.Request, new CustomerErasureVariables(request.Id.Value), 1, ShopifyJson.Default.CustomerErasureVariables, ShopifyJson.Default.CustomerErasureAnswer, cancellationToken);
        var errors = answer.CustomerRequestDataErasure?.UserErrors ?? [];
        if (errors.Any(error => error.Code is "DOES_NOT_EXIST"))
        {
            return [new(Customer, ErasureOutcome.Erased, "There is no customer of that id, or not any more.")];
        }

        if (errors.Any(error => error.Code is "FAILED_TO_REQUEST"))
        {
            return [new(Customer, ErasureOutcome.ByHand, "Shopify did not take the request; it may have an earlier one. Look at the customer in the shop's admin, and request the erasure there if none is pending.")];
        }

        UserErrors.ThrowIfAny("customerRequestDataErasure", errors, answer.RequestId);
        return answer.CustomerRequestDataErasure is not null
            ? [new(Customer, ErasureOutcome.Requested, "Shopify has the request in its queue and carries it out by its own rules; in the shop's admin it can be cancelled until then.")]
            : throw new ConnectorException(FaultKind.Transient, "customerRequestDataErasure answered without a payload.") { VendorRequestId = answer.RequestId };
    }
}
