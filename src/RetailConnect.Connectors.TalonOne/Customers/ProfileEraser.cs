using RetailConnect.Connectors.TalonOne.Api;

namespace RetailConnect.Connectors.TalonOne.Customers;

/// <summary>Deletes what Talon.One knows of a person: all attributes, of the profile and of what refers to it. A repeat changes nothing.</summary>
internal sealed class ProfileEraser(ITalonOneApi api) : ICustomerEraser
{
    private const string Attributes = "attributes of the profile and of what refers to it";

    public async ValueTask<IReadOnlyList<ErasedPart>> EraseAsync(EraseRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await api.DeleteData(request.Id.Value, cancellationToken);
        }
        catch (ConnectorException fault) when (fault.Reason is TalonOneFaults.NotFound)
        {
            return [new(Attributes, ErasureOutcome.Erased, "There is no profile of that id, or not any more.")];
        }

        return
        [
            new(Attributes, ErasureOutcome.Erased, "In all applications of the environment that the key belongs to."),
            new("sessions and points", ErasureOutcome.Kept, "They stand under the profile's id alone, and returns of what was bought before still take their points back."),
        ];
    }
}
