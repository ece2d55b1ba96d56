using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Erasing;

/// <summary>Has a person erased in the connections, customer by customer. What was answered is not asked again; what failed is.</summary>
internal sealed class ErasedConnections(TenantRuntime runtime)
{
    /// <param name="receipt">Who, and what was answered before.</param>
    /// <param name="said">Takes what one connection answered about one id.</param>
    /// <param name="cancellationToken">Stops before the next call.</param>
    public async ValueTask EraseAsync(ErasureReceipt receipt, Func<IReadOnlyList<ErasedPlace>, string, ExternalId, ValueTask> said, CancellationToken cancellationToken)
    {
        CallScope.Guard = runtime.Keeper.Check;
        foreach (var profile in receipt.Profiles.Where(profile => !IsAnswered(receipt, profile)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await said(await AskAsync(profile, cancellationToken), profile.Connection, profile.Id);
        }
    }

    private static bool IsAnswered(ErasureReceipt receipt, ErasedProfile profile)
    {
        var places = receipt.Places.Where(place => place.Place == profile.Connection && place.Ids.Contains(profile.Id)).ToList();
        return places.Count > 0 && places.All(place => place.Outcome is not (ErasureOutcome.Failed or ErasureOutcome.Waiting));
    }

    private async ValueTask<IReadOnlyList<ErasedPlace>> AskAsync(ErasedProfile profile, CancellationToken cancellationToken)
    {
        const string customer = "the customer";
        if (runtime.Connection(profile.Connection)?.Connection is not { } connection)
        {
            return [Place(customer, ErasureOutcome.ByHand, "The tenant has no such connection any more. Erase the customer in that system by hand.")];
        }

        if (connection.Part<ICustomerEraser>() is not { } eraser)
        {
            return [Place(customer, ErasureOutcome.ByHand, "Its connector has no eraser. Erase the customer in that system by hand.")];
        }

        try
        {
            CallScope.Guard?.Invoke();
            return [.. (await eraser.EraseAsync(new(profile.Id), cancellationToken)).Select(part => Place(part.What, part.Outcome, part.Why))];
        }
        catch (ConnectorException fault)
        {
            return [Place(customer, ErasureOutcome.Failed, fault.VendorRequestId is { } request ? $"{Words(fault.Kind)} (vendor request {request})" : Words(fault.Kind))];
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or StoreException))
        {
            return [Place(customer, ErasureOutcome.Failed, $"{exception.GetType().Name} in the connector's own code.")];
        }

        ErasedPlace Place(string what, ErasureOutcome outcome, string? why) => new(profile.Connection, what, outcome) { Why = why, Ids = [profile.Id] };
    }

    /// <summary>What a vendor says in so many words may name the person, and a receipt is kept for good.</summary>
    private static string Words(FaultKind kind) => kind switch
    {
        FaultKind.Unauthorized => "It refused the credentials, or they lack the right to erase.",
        FaultKind.Throttled => "It was too busy.",
        FaultKind.Transient => "It could not be reached, or failed.",
        FaultKind.Conflict => "Somebody else kept changing the customer.",
        _ => "It refused.",
    };
}
