using GraphQL;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>Takes requests to erase customers. They stay in the queue: the vendor carries them out days later.</summary>
/// <remarks>What a second request for the same customer is answered is not stated; it is refused here.</remarks>
internal sealed class ShopErasures(ShopState state)
{
    public Obj Request(IResolveFieldContext context)
    {
        var id = context.GetArgument<string>("customerId");
        return !state.Customers.ContainsKey(id) ? Refused("DOES_NOT_EXIST", "Customer does not exist.")
            : !state.Erasures.Add(id) ? Refused("FAILED_TO_REQUEST", "Failed to request customer data erasure.")
            : new("CustomerRequestDataErasurePayload", ("customerId", id), ("userErrors", new List<Obj>()));
    }

    private static Obj Refused(string code, string message) => new(
        "CustomerRequestDataErasurePayload", ("customerId", null),
        ("userErrors", new List<Obj> { new("CustomerRequestDataErasureUserError", ("code", code), ("field", new List<string> { "customerId" }), ("message", message)) }));
}
