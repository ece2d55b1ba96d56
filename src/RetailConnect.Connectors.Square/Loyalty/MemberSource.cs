using System.Globalization;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Loyalty;

/// <summary>Reads members by the id of their account. Whether an account counts as updated by its points is not stated, so the time of the read is the version.</summary>
internal sealed class MemberSource(ISquareApi api, EventPages events, SquareLoyaltyOptions options, TimeProvider time) : IEntitySource<LoyaltyMember>
{
    public const int AtOnce = 10;

    public async ValueTask<IReadOnlyList<Change<LoyaltyMember>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var members = new List<Change<LoyaltyMember>>();
        foreach (var entity in entities.Distinct())
        {
            if (await ReadAsync(entity, cancellationToken) is { } member)
            {
                members.Add(member);
            }
        }

        return members;
    }

    private async ValueTask<Change<LoyaltyMember>?> ReadAsync(ExternalId id, CancellationToken cancellationToken)
    {
        var version = time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        var account = AccountId.AccountOf(id);
        try
        {
            var found = (await api.LoyaltyAccount(account, cancellationToken).Needed()).LoyaltyAccount;
            return found is null ? null : found.Trouble is { } place ? throw VendorEntries.Fault(place) : Change.Upserted(id, version, MemberMapper.Map(id, found, await events.ReadAsync(account, null, null, options.TransactionsPerMember, cancellationToken)));
        }
        catch (ConnectorException fault) when (fault.Reason is SquareFaults.NotFound)
        {
            return null;
        }
        catch (ConnectorException fault) when (fault.Reason is Reasons.UnknownValue)
        {
            return Change.Unreadable<LoyaltyMember>(id, version, fault);
        }
    }
}
