using System.Globalization;
using RetailConnect.Connectors.TalonOne.Api;

namespace RetailConnect.Connectors.TalonOne.Loyalty;

/// <summary>Reads members by the id of their profile. A balance has no version, so the time of the read stands for it.</summary>
internal sealed class MemberSource(ITalonOneApi api, TalonOneOptions options, TimeProvider time) : IEntitySource<LoyaltyMember>
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
        try
        {
            var balances = await api.Balances(options.LoyaltyProgramId, id.Value, includeTiers: "true", cancellationToken).Needed();
            var movements = await api.Transactions(options.LoyaltyProgramId, id.Value, options.TransactionsPerMember, skip: 0, cancellationToken).Needed();
            return Change.Upserted(id, version, MemberMapper.Map(id, balances, movements));
        }
        catch (ConnectorException fault) when (fault.Reason is TalonOneFaults.NotFound)
        {
            return null;
        }
        catch (ConnectorException fault) when (fault.Reason is Reasons.UnknownValue)
        {
            return Change.Unreadable<LoyaltyMember>(id, version, fault);
        }
    }
}
