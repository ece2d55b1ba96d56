using RetailConnect.Tests;

namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>A store that fails: commits before or after they took effect, everything for a while, or all that is to be saved for a while.</summary>
internal sealed class WeatheredStore(StoreView inner, StoreWeather weather, TimeProvider world, Random random) : StoreView(inner)
{
    private const double Before = 0.02;
    private const double After = 0.02;
    private static readonly TimeSpan Cycle = TimeSpan.FromSeconds(25);

    /// <summary>Sometimes longer than a lease lasts.</summary>
    private readonly TimeSpan gone = TimeSpan.FromSeconds(random.Next(3, 16));
    private readonly DateTimeOffset fairFrom = world.GetUtcNow() + TimeSpan.FromMinutes(2);

    /// <summary>The bad weather ends some day, so that everything can be settled.</summary>
    private bool IsBad => weather is not StoreWeather.Fair && world.GetUtcNow() < fairFrom;

    /// <summary>True in the bad part of each cycle.</summary>
    private bool IsBadNow => IsBad && (world.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks % Cycle.Ticks < gone.Ticks;

    public override async ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        Check();
        if (weather is StoreWeather.Full && IsBadNow)
        {
            throw new StoreException("The store has no room; nothing of this commit was saved.");
        }

        if (IsBad && weather is StoreWeather.Flaky && random.NextDouble() < Before)
        {
            throw new StoreException("The store failed; nothing of this commit was saved.");
        }

        var receipt = await base.CommitAsync(commit, cancellationToken);
        return IsBad && weather is StoreWeather.Flaky && random.NextDouble() < After ? throw new StoreException("The store's answer was lost: this commit may have been saved.") : receipt;
    }

    public override ValueTask<IReadOnlyList<DecidedLetter>> DecideAsync(StoredDecision decision, CancellationToken cancellationToken)
    {
        Check();
        return weather is StoreWeather.Full && IsBadNow ? throw new StoreException("The store has no room; nothing of this decision was saved.") : base.DecideAsync(decision, cancellationToken);
    }

    public override ValueTask<IReadOnlyList<StoredEnvelope>> LoadPendingAsync(LaneKey lane, long after, int limit, CancellationToken cancellationToken)
    {
        Check();
        return base.LoadPendingAsync(lane, after, limit, cancellationToken);
    }

    public override ValueTask<IReadOnlyList<StoredHint>> LoadHintsAsync(StreamKey stream, long after, int limit, CancellationToken cancellationToken)
    {
        Check();
        return base.LoadHintsAsync(stream, after, limit, cancellationToken);
    }

    public override ValueTask<Checkpoint?> LoadAsync(StreamKey stream, CancellationToken cancellationToken)
    {
        Check();
        return base.LoadAsync(stream, cancellationToken);
    }

    public override ValueTask<ExternalId?> FindExternalAsync(CrosswalkScope scope, CanonicalId id, CancellationToken cancellationToken)
    {
        Check();
        return base.FindExternalAsync(scope, id, cancellationToken);
    }

    public override ValueTask<CanonicalId?> FindCanonicalAsync(CrosswalkScope scope, ExternalId id, CancellationToken cancellationToken)
    {
        Check();
        return base.FindCanonicalAsync(scope, id, cancellationToken);
    }

    public override ValueTask<string?> FindFingerprintAsync(CrosswalkScope scope, CanonicalId id, CancellationToken cancellationToken)
    {
        Check();
        return base.FindFingerprintAsync(scope, id, cancellationToken);
    }

    public override ValueTask<long?> BeatAsync(Lease lease, CancellationToken cancellationToken)
    {
        Check();
        return base.BeatAsync(lease, cancellationToken);
    }

    private void Check()
    {
        if (weather is StoreWeather.Away && IsBadNow)
        {
            throw new StoreException("The store can't be reached; nothing of this commit was saved.");
        }
    }
}
