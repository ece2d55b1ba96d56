namespace RetailConnect.Testing;

/// <summary>A vendor whose state tells what was written: <see cref="ConnectorAbility.Writing"/>.</summary>
public interface IWritableVendor
{
    /// <summary>Returns something canonical that the vendor takes, after making ready whatever it refers to; another number is another entity.</summary>
    /// <param name="type">Canonical type.</param>
    /// <param name="number">Which entity, from 1.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    ValueTask<object> SampleAsync(EntityType type, int number, CancellationToken cancellationToken);

    /// <summary>Looks into the vendor for the effect of an envelope, without the connector.</summary>
    ValueTask<VendorEffect> LookAsync<T>(Envelope<T> envelope, CancellationToken cancellationToken)
        where T : class;
}
