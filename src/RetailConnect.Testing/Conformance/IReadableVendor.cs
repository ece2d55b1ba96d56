namespace RetailConnect.Testing;

/// <summary>A vendor into which entities can be put: <see cref="ConnectorAbility.Reading"/>.</summary>
public interface IReadableVendor
{
    /// <summary>Makes the entity of a number, or changes it when it is there, so that a source has to find it; returns its id as the source tells it.</summary>
    /// <param name="type">Type of the entity.</param>
    /// <param name="number">Which entity, from 1.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    ValueTask<ExternalId> PutAsync(EntityType type, int number, CancellationToken cancellationToken);

    /// <summary>Names the JSON fields of a type whose values are words that the vendor may add to.</summary>
    IReadOnlyList<string> VocabularyOf(EntityType type) => [];
}
