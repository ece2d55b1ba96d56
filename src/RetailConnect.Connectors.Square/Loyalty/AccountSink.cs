using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Connectors.Square.Customers;

namespace RetailConnect.Connectors.Square.Loyalty;

/// <summary>Finds customers' accounts by their phone number, the only thing that Square knows them by, and opens those that are missing.</summary>
internal sealed class AccountSink(ISquareApi api, ProgramBook programs, ConnectionLinks links) : IChangeSink<Customer>
{
    public async ValueTask<WriteReceipt> WriteAsync(Envelope<Customer> envelope, CancellationToken cancellationToken)
    {
        if (envelope.TargetId is { } known && await IsThereAsync(AccountId.AccountOf(known), cancellationToken))
        {
            return new(known) { Unchanged = true };
        }

        var phone = PhoneNumber.Of(envelope.Value.Phone)
            ?? throw new ConnectorException(FaultKind.Unsupported, "The customer has no phone number in international form; Square knows members by nothing else.") { Reason = Reasons.NoMember };
        var program = (await programs.ReadAsync(cancellationToken)).Id;
        var account = await FindAsync(program, phone, cancellationToken) ?? await OpenAsync(envelope, program, phone, cancellationToken);
        return new(await IdOfAsync(envelope, account, cancellationToken));
    }

    /// <summary>An account that somebody else of this tenant has already is shared; its link must not go over to the newcomer.</summary>
    private async ValueTask<ExternalId> IdOfAsync(Envelope<Customer> envelope, string account, CancellationToken cancellationToken) =>
        await links.CanonicalAsync(EntityType.Customer, envelope.Target, account, cancellationToken) is { } owner && owner != envelope.Canonical ? AccountId.Shared(account, envelope.Canonical) : account;

    private async ValueTask<bool> IsThereAsync(string account, CancellationToken cancellationToken)
    {
        try
        {
            return (await api.LoyaltyAccount(account, cancellationToken).Needed()).LoyaltyAccount is not null;
        }
        catch (ConnectorException fault) when (fault.Reason is SquareFaults.NotFound)
        {
            return false;
        }
    }

    private async ValueTask<string?> FindAsync(string program, string phone, CancellationToken cancellationToken)
    {
        var answer = await api.SearchLoyaltyAccounts(new(new([new(phone)]), 10), cancellationToken).Needed();
        return (answer.LoyaltyAccounts ?? []).Where(account => account.ProgramId == program && account.Id.Length > 0).Select(account => account.Id).FirstOrDefault();
    }

    /// <summary>Square refuses a number that has an account: then somebody opened it in the meantime, or its search lagged behind, and it is looked up.</summary>
    private async ValueTask<string> OpenAsync(Envelope<Customer> envelope, string program, string phone, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await api.CreateLoyaltyAccount(new(new(program, new(phone)), envelope.IdempotencyKey.Value), cancellationToken).Needed();
            return answer.LoyaltyAccount is { Id.Length: > 0 } opened ? opened.Id : throw new ConnectorException(FaultKind.Transient, "Square answered without the account.");
        }
        catch (ConnectorException refused) when (refused.Kind is FaultKind.Rejected or FaultKind.Conflict)
        {
            if (await FindAsync(program, phone, cancellationToken) is { } there)
            {
                return there;
            }

            throw;
        }
    }
}
