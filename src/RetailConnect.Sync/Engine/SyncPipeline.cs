using System.Diagnostics;
using System.Diagnostics.Metrics;
using RetailConnect.Sync.Middleware;
using RetailConnect.Sync.Replay;

namespace RetailConnect.Sync.Engine;

/// <summary>A sync's pipeline to one target, composed once.</summary>
internal sealed class SyncPipeline<T>(
    PipelinePlan<T> plan, SinkCapability capability, BatchRouter<T> batches, CallBook calls, CompletionRule<T>? completion, HintBell bell)
    where T : class
{
    private static readonly Counter<long> Outcomes = RetailConnectDiagnostics.Meter.CreateCounter<long>(RetailConnectDiagnostics.Outcomes);
    private static readonly Histogram<double> Latency = RetailConnectDiagnostics.Meter.CreateHistogram<double>(RetailConnectDiagnostics.Latency, "s");
    private readonly SyncStep<T> first = PipelineStep<T>.Compose(plan.Steps, plan.Sink);

    public ConnectionRuntime Target => plan.Target;

    public CallBook Calls => calls;

    /// <summary>True when an older write that still is under way must not land on a newer one: nothing at the target tells them apart.</summary>
    public bool Settles => capability.Proof is WriteProof.NaturalUpsert;

    /// <summary>True when what was found right has to be looked at again once an older write can't be under way any more: a key does not know a newer state, and a condition holds again when the state returns.</summary>
    public bool LooksAgain => capability is { Proof: WriteProof.NativeKey, Type.IsTransaction: false };

    /// <summary>True when a deferred envelope takes its announcement back: without any proof only a call that is known to have had no effect is deferred.</summary>
    public bool TakesBack => capability.Proof is WriteProof.None;

    public LetterRule<T> Letters { get; } = new(plan.Rule, completion);

    private bool Announces => capability.Proof is WriteProof.LookUp;

    public IReadOnlyList<string> Describe() => [.. plan.Steps.Select(step => step.Name), $"{plan.Target.Connection.Context.System} sink ({capability.Proof}, {capability.Batch} at once)"];

    /// <summary>Runs a wave; an envelope without an outcome was stopped.</summary>
    public async ValueTask<IReadOnlyList<SyncOutcome?>> RunAsync(IReadOnlyList<StoredEnvelope> wave, CancellationToken cancellationToken)
    {
        var batch = plan.Batch is null ? null : new WaveBatch<T>(wave.Count, envelopes => plan.Batch.WriteBatchAsync(envelopes, cancellationToken));
        var runs = wave.Select(stored => RunOneAsync(stored, batch, cancellationToken)).ToList();
        return await Task.WhenAll(runs);
    }

    /// <summary>Adds what one outcome saves.</summary>
    /// <param name="commit">What is saved with it.</param>
    /// <param name="stored">The envelope.</param>
    /// <param name="reached">What the pipeline came to.</param>
    /// <param name="outcome">What becomes of the envelope: the same, or another look at what was reached.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async ValueTask<StoreCommit> AddToCommitAsync(StoreCommit commit, StoredEnvelope stored, SyncOutcome reached, SyncOutcome outcome, DateTimeOffset now, CancellationToken cancellationToken)
    {
        commit = commit with { Outcomes = [.. commit.Outcomes, ToStored(stored, outcome, now)] };
        Measure(stored, outcome, now);
        if (completion?.Ends(outcome) is true && !stored.Envelope.Body.IsEmpty)
        {
            return await completion.CompleteAsync(ToEnvelope(stored), commit, now, cancellationToken);
        }

        if (outcome is not SyncOutcome.AppliedOutcome applied)
        {
            // What was sent may have arrived, in this life or in the one before; the next change must not be compared with what was there earlier.
            commit = outcome is SyncOutcome.DeferredOutcome or SyncOutcome.DeadLetteredOutcome && plan.TakesChanges ? commit with { Doubts = [.. commit.Doubts, LaneBooks.DoubtOf(stored)] } : commit;

            // The ids are known whatever the second look finds; a newer change may take this one's place before it.
            return reached is SyncOutcome.AppliedOutcome again ? commit with { Links = [.. commit.Links, .. LinksOf(stored, again.Receipt with { Fingerprint = null })] } : commit;
        }

        commit = commit with { Links = [.. commit.Links, .. LinksOf(stored, applied.Receipt)] };
        return completion is null ? commit : await completion.CompleteAsync(ToEnvelope(stored), commit, now, cancellationToken);
    }

    private static IEnumerable<CrosswalkLink> LinksOf(StoredEnvelope stored, WriteReceipt receipt)
    {
        var lane = stored.Envelope.Lane;
        return receipt.Links.Select(link => new CrosswalkLink(new(lane.Tenant, link.Type, lane.Target), link.Canonical, link.External, null))
            .Append(new(new(lane.Tenant, stored.Envelope.Type, lane.Target), stored.Envelope.Canonical, receipt.Id, receipt.Fingerprint));
    }

    /// <summary>Hears that a commit is durable.</summary>
    public void Completed(StoreCommit commit, DateTimeOffset now)
    {
        foreach (var stream in commit.Hints.Select(hint => hint.Stream).Distinct())
        {
            bell.Ring(stream);
        }
    }

    public static Envelope<T> ToEnvelope(StoredEnvelope stored)
    {
        var saved = stored.Envelope;
        return new()
        {
            Id = stored.Id, Tenant = saved.Lane.Tenant, Sync = saved.Lane.Sync, Origin = saved.Origin, Target = saved.Lane.Target, Canonical = saved.Canonical,
            IdempotencyKey = saved.Key, Attempt = stored.Attempts + 1, Intended = stored.Intended, AcceptedAt = saved.AcceptedAt,
            Change = saved.Body.IsEmpty ? Change.Deleted<T>(saved.Entity, saved.Version) : Change.Upserted(saved.Entity, saved.Version, CanonicalJson.Deserialize<T>(saved.Body.Span)),
        };
    }

    private StoredOutcome ToStored(StoredEnvelope stored, SyncOutcome outcome, DateTimeOffset now)
    {
        var blank = new StoredOutcome { Envelope = stored.Id, Kind = OutcomeKind.Applied, Attempts = stored.Attempts + 1, At = now };
        return outcome switch
        {
            SyncOutcome.AppliedOutcome applied => blank with { Receipt = applied.Receipt.Id },
            SyncOutcome.SkippedOutcome skipped => blank with { Kind = OutcomeKind.Skipped, Reason = skipped.Reason },
            SyncOutcome.DeferredOutcome deferred => blank with
            {
                Kind = OutcomeKind.Deferred, Reason = deferred.Reason, NotBefore = now + deferred.Delay, TakenBack = TakesBack, Waited = Recover.Waited(deferred), Attempts = stored.Attempts + (Recover.Waited(deferred) ? 0 : 1),
            },
            SyncOutcome.DeadLetteredOutcome dead => blank with { Kind = OutcomeKind.DeadLettered, Reason = dead.Reason, Detail = dead.Detail, Advice = dead.Advice, StaysIntended = Announces && MayBeUnderWay(dead.Reason) },
            _ => throw new InvalidOperationException($"{outcome.GetType().Name} is not one of the four outcomes."),
        };
    }

    /// <summary>True when the last call may have had an effect, or may have one yet; any other dead letter was refused for certain, or never sent.</summary>
    private static bool MayBeUnderWay(string reason) => reason is Reasons.RetriesExhausted or Reasons.ResultUnknown or Reasons.Bug;

    private static void Measure(StoredEnvelope stored, SyncOutcome outcome, DateTimeOffset now)
    {
        var lane = stored.Envelope.Lane;
        var (kind, reason) = outcome switch
        {
            SyncOutcome.SkippedOutcome skipped => ("skipped", skipped.Reason),
            SyncOutcome.DeferredOutcome deferred => ("deferred", deferred.Reason),
            SyncOutcome.DeadLetteredOutcome dead => ("dead-lettered", dead.Reason),
            _ => ("applied", ""),
        };
        var tags = new TagList { { RetailConnectDiagnostics.TenantTag, lane.Tenant.Value }, { RetailConnectDiagnostics.SyncTag, lane.Sync }, { RetailConnectDiagnostics.TargetTag, lane.Target } };
        if (kind is "applied")
        {
            Latency.Record((now - stored.Envelope.AcceptedAt).TotalSeconds, tags);
        }

        tags.Add(RetailConnectDiagnostics.OutcomeTag, kind);
        tags.Add(RetailConnectDiagnostics.ReasonTag, reason);
        Outcomes.Add(1, tags);
    }

    private async Task<SyncOutcome?> RunOneAsync(StoredEnvelope stored, WaveBatch<T>? batch, CancellationToken cancellationToken)
    {
        if (batch is not null)
        {
            batches.Enter(stored.Id, batch);
        }

        try
        {
            return await first(new(ToEnvelope(stored), cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (System.Text.Json.JsonException)
        {
            return SyncOutcome.DeadLettered(Reasons.Bug, "The saved content can't be read by this version.");
        }
        finally
        {
            batches.Leave(stored.Id);
            batch?.End();
        }
    }
}
