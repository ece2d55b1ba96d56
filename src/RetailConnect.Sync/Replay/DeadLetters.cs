using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Replay;

/// <summary>Lets a person work through dead letters; the store decides who was first, the lanes know what their content is.</summary>
internal sealed class DeadLetters(SyncEngine engine, IDeadLetterDesk desk, TimeProvider time) : IDeadLetters
{
    private const int AtOnce = 200;
    private const int MostCharacters = 1000;

    public async ValueTask<IReadOnlyList<DeadLetterGroup>> GroupAsync(TenantId tenant, bool byLane, CancellationToken cancellationToken)
    {
        engine.Known(tenant);
        IEnumerable<DeadLetterGroup> groups = await desk.GroupAsync(tenant, cancellationToken);
        if (!byLane)
        {
            groups = groups.GroupBy(group => group.Reason).Select(lanes => lanes.MaxBy(lane => lane.Last)! with
            {
                Lane = null, Count = lanes.Sum(lane => lane.Count), Oldest = lanes.Min(lane => lane.Oldest), Newest = lanes.Max(lane => lane.Newest),
            });
        }

        return [.. groups.OrderByDescending(group => group.Count).ThenBy(group => group.Reason, StringComparer.Ordinal).ThenBy(group => group.Lane?.ToString(), StringComparer.Ordinal)];
    }

    public ValueTask<IReadOnlyList<DeadLetter>> ListAsync(DeadLetterSelection selection, long after, int limit, CancellationToken cancellationToken)
    {
        engine.Known(selection.Tenant);
        return desk.ListAsync(selection, after, limit, cancellationToken);
    }

    public ValueTask<DeadLetterFile?> FindAsync(TenantId tenant, long envelope, CancellationToken cancellationToken)
    {
        engine.Known(tenant);
        return desk.FindAsync(tenant, envelope, cancellationToken);
    }

    public async ValueTask<DeadLetterAnswer> DecideAsync(TenantId tenant, long envelope, DeadLetterDecision decision, string by, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        var runtime = engine.Known(tenant);
        if (await desk.FindAsync(tenant, envelope, cancellationToken) is not { } file)
        {
            return new(DeadLetterVerdict.Unknown, $"'{tenant}' has no dead letter {envelope}.");
        }

        if (file.Standing is not DeadLetterStanding.Parked)
        {
            return new(DeadLetterVerdict.NotParked, LetterWords.Taken(file));
        }

        var (stored, refusal) = await PrepareAsync(runtime, file, decision, cancellationToken);
        if (stored is null)
        {
            return new(DeadLetterVerdict.Refused, refusal);
        }

        var verdict = (await desk.DecideAsync(stored with { By = by }, cancellationToken))[0].Verdict;
        runtime.Wake(lanes: true);
        return new(verdict, LetterWords.Of(verdict) ?? (await desk.FindAsync(tenant, envelope, CancellationToken.None) is { } now ? LetterWords.Taken(now) : "It is gone."));
    }

    public async ValueTask<BulkReplay> ReplayAllAsync(DeadLetterSelection selection, string by, IProgress<BulkReplay>? progress, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        var runtime = engine.Known(selection.Tenant);
        var groups = (await desk.GroupAsync(selection.Tenant, cancellationToken)).Where(selection.Covers).ToList();
        var result = new BulkReplay(groups.Sum(group => group.Count), 0, 0);
        foreach (var lane in groups.Where(group => LaneOf(runtime, group.Lane!) is not null).GroupBy(group => group.Lane!))
        {
            // What is read anew and parked again comes back under a larger id; without a bound the replay would chase it for ever.
            var until = Math.Min(selection.Until ?? long.MaxValue, lane.Max(group => group.Last));
            var part = selection with { Sync = lane.Key.Sync, Target = lane.Key.Target, Until = until };
            for (var after = 0L; !cancellationToken.IsCancellationRequested && await desk.ListAsync(part, after, AtOnce, CancellationToken.None) is { Count: > 0 } page; after = page[^1].Envelope)
            {
                var decided = await desk.DecideAsync(
                    new() { Tenant = selection.Tenant, Envelopes = [.. page.Select(dead => dead.Envelope)], Kind = DecisionKind.Replay, By = by }, CancellationToken.None);
                result = result with
                {
                    Replayed = result.Replayed + decided.Count(letter => letter.Verdict is DeadLetterVerdict.Replayed or DeadLetterVerdict.ReadAgain),
                    Overtaken = result.Overtaken + decided.Count(letter => letter.Verdict is DeadLetterVerdict.Overtaken),
                };
                runtime.Wake(lanes: true);
                progress?.Report(result);
            }
        }

        return result;
    }

    private async ValueTask<(StoredDecision? Decision, string Refusal)> PrepareAsync(TenantRuntime runtime, DeadLetterFile file, DeadLetterDecision decision, CancellationToken cancellationToken)
    {
        var parked = file.Stored.Envelope;
        var blank = new StoredDecision { Tenant = runtime.Tenant, Envelopes = [file.Stored.Id], Kind = DecisionKind.Replay };
        switch (decision)
        {
            case DeadLetterDecision.ResolveDecision resolve:
                return Refusal(resolve.Why) is { } unsaid ? (null, unsaid)
                    : (blank with { Kind = DecisionKind.Resolve, Why = resolve.Why, With = await EndAsync(runtime, file, resolve.TargetId, cancellationToken) }, "");
            case DeadLetterDecision.DismissDecision dismiss:
                return Refusal(dismiss.Why) is { } untold ? (null, untold)
                    : (blank with { Kind = DecisionKind.Dismiss, Why = dismiss.Why, With = await EndAsync(runtime, file, null, cancellationToken) }, "");
        }

        if (LaneOf(runtime, parked.Lane) is not { } lane)
        {
            return (null, $"No sync '{parked.Lane.Sync}' to '{parked.Lane.Target}' runs any more, so nobody would deliver it. Resolve or dismiss it.");
        }

        if (decision is not DeadLetterDecision.EditDecision edit)
        {
            return (blank, "");
        }

        var (content, refusal) = lane.Letters.Read(parked, edit.Json);
        return content is null ? (null, refusal) : (blank with { Kind = DecisionKind.Edit, Edit = content }, "");
    }

    private async ValueTask<StoreCommit> EndAsync(TenantRuntime runtime, DeadLetterFile file, ExternalId? targetId, CancellationToken cancellationToken) =>
        LaneOf(runtime, file.Stored.Envelope.Lane) is { } lane ? await lane.Letters.EndAsync(file.Stored, targetId, time.GetUtcNow(), cancellationToken) : new();

    private static ILane? LaneOf(TenantRuntime runtime, LaneKey key) => runtime.Lanes.FirstOrDefault(lane => lane.Key == key);

    private static string? Refusal(string why) =>
        string.IsNullOrWhiteSpace(why) ? "Say why: the history must explain how it ended." : why.Length > MostCharacters ? $"The reason has {why.Length} characters; at most {MostCharacters} are taken." : null;
}
