using RetailConnect.Connectors.TalonOne.Api;

namespace RetailConnect.Connectors.TalonOne.Customers;

/// <summary>Saves customers as profiles under their canonical id, so that a repeat changes nothing.</summary>
internal sealed class ProfileSink(ITalonOneApi api, TalonOneOptions options) : IChangeSink<Customer>
{
    public async ValueTask<WriteReceipt> WriteAsync(Envelope<Customer> envelope, CancellationToken cancellationToken)
    {
        var id = envelope.TargetId?.Value ?? envelope.Canonical.Value;
        await api.SaveProfile(id, ProfileMapper.Map(envelope.Value, options), cancellationToken);
        return new(id);
    }
}
