namespace RetailConnect.Sync.Engine;

/// <summary>What else may change entities of a stream, besides the system that is read.</summary>
internal interface INews
{
    /// <summary>Finds out what changed, and records hints for it.</summary>
    ValueTask<NewsFound> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>What news there was.</summary>
/// <param name="Hints">True when hints were recorded.</param>
/// <param name="All">True when all entities are to be read, because nobody followed the news before; that is recorded too.</param>
internal sealed record NewsFound(bool Hints, bool All);
