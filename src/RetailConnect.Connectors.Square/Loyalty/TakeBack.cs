namespace RetailConnect.Connectors.Square.Loyalty;

/// <summary>Points of an order that a document takes back.</summary>
/// <param name="Earning">What the order earned.</param>
/// <param name="Order">Stands for the order.</param>
/// <param name="Document">Stands for the document: the return, or the order's cancellation.</param>
/// <param name="Points">Points that it takes at most.</param>
/// <param name="Words">What it is, for people who look at the account.</param>
internal sealed record TakeBack(Earning Earning, IdempotencyKey Order, IdempotencyKey Document, long Points, string Words)
{
    private const int Characters = 16;

    /// <summary>Mark of the order in the reasons of its adjustments; of the seller's other adjustments none has it.</summary>
    public string Mark => $"[{Order.Value[..Characters]}/";

    /// <summary>Reason of the adjustment; the marks make it one of a kind.</summary>
    public string Reason => $"{Words} {Mark}{Document.Value[..Characters]}]";

    /// <summary>Key of what an order does in an account, the same for every version of the order.</summary>
    public static IdempotencyKey KeyOf<T>(Envelope<T> envelope, string what, CanonicalId id)
        where T : class => IdempotencyKey.Derive(envelope.Tenant.Value, envelope.Target, what, id.Value);
}
