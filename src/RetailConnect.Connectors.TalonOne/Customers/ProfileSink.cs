using RetailConnect.Connectors.TalonOne.Api;
using RetailConnect.Connectors.TalonOne.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.TalonOne.Customers;

/// <summary>Saves customers as profiles under their canonical id, so that a repeat changes nothing: one by its own call, several in one.</summary>
/// <remarks>Neither call runs the rules.</remarks>
internal sealed class ProfileSink(ITalonOneApi api, TalonOneOptions options) : IBatchSink<Customer>
{
    /// <summary>Most profiles of one call.</summary>
    public const int AtOnce = 1000;

    private const string NoAnswer = "yes";

    public async ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<Envelope<Customer>> envelopes, CancellationToken cancellationToken)
    {
        var results = new WriteResult[envelopes.Count];
        var lines = new List<(int Index, ProfileEntry Profile)>();
        for (var i = 0; i < envelopes.Count; i++)
        {
            if (envelopes[i].Change.Value is { } customer)
            {
                lines.Add((i, new(envelopes[i].TargetId?.Value ?? envelopes[i].Canonical.Value, ProfileMapper.Map(customer, options).Attributes)));
            }
            else
            {
                results[i] = WriteResult.Failed(new(FaultKind.Unsupported, "A profile is not deleted.") { Reason = "delete-unsupported" });
            }
        }

        foreach (var chunk in lines.Chunk(AtOnce))
        {
            await Isolation.WriteAsync(chunk, WriteAsync, (line, fault) => results[line.Index] = WriteResult.Failed(fault), cancellationToken);
        }

        return results;

        async ValueTask WriteAsync(IReadOnlyList<(int Index, ProfileEntry Profile)> some)
        {
            await SaveAsync([.. some.Select(line => line.Profile)], cancellationToken);
            foreach (var (index, profile) in some)
            {
                results[index] = WriteResult.Written(new(profile.IntegrationId));
            }
        }
    }

    private Task SaveAsync(IReadOnlyList<ProfileEntry> profiles, CancellationToken cancellationToken) => profiles is [var profile]
        ? api.SaveProfile(profile.IntegrationId, new(profile.Attributes), cancellationToken)
        : api.SaveProfiles(NoAnswer, new(profiles), cancellationToken);
}
