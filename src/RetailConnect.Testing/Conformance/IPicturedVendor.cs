namespace RetailConnect.Testing;

/// <summary>A vendor whose products have pictures that the connector tells and gives: <see cref="ConnectorAbility.Pictures"/>.</summary>
public interface IPicturedVendor
{
    /// <summary>Gives the product of a number a picture, or another one when it has one, so that the product counts as changed; makes the product when it is not there. Returns its id as the source tells it.</summary>
    /// <param name="number">Which product, from 1.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    ValueTask<ExternalId> PutPictureAsync(int number, CancellationToken cancellationToken);

    /// <summary>Makes the product of a number without a picture; returns its id as the source tells it.</summary>
    /// <param name="number">Which product, from 1; none that was given a picture.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    ValueTask<ExternalId> PutPlainAsync(int number, CancellationToken cancellationToken);
}
