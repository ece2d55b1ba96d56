using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Middleware;

/// <summary>The end of the pipeline: writes, and keeps to one effect by the sink's proof.</summary>
internal sealed class SinkStep<T>(ConnectionRuntime target, WriteProof proof, BatchRouter<T> batches, CallBook calls, EngineParts parts)
    where T : class
{
    private readonly IChangeSink<T>? sink = target.Connection.Part<IChangeSink<T>>();
    private readonly ILookUp<T>? lookUp = target.Connection.Part<ILookUp<T>>();
    private readonly IAmendingSink<T>? amending = target.Connection.Part<IAmendingSink<T>>();

    public async ValueTask<SyncOutcome> WriteAsync(SyncContext<T> context)
    {
        var envelope = context.Envelope;
        if (amending is not null && envelope.TargetId is not null)
        {
            return SyncOutcome.Applied(await AmendAsync(envelope, context.CancellationToken));
        }

        if (proof is WriteProof.LookUp)
        {
            return SyncOutcome.Applied(await WriteOnceAsync(envelope, context.CancellationToken));
        }

        if (proof is WriteProof.None)
        {
            if (envelope.Intended)
            {
                return SyncOutcome.DeadLettered(Reasons.ResultUnknown, $"A call to '{envelope.Target}' was begun and its result never arrived; '{envelope.Target}' offers no way to find out.");
            }

            await AnnounceAsync(envelope, context.CancellationToken);
        }

        return SyncOutcome.Applied(await CallAsync(envelope, context.CancellationToken));
    }

    /// <summary>Announces the call durably, looks for an earlier effect, and writes only when there is none.</summary>
    private async ValueTask<WriteReceipt> WriteOnceAsync(Envelope<T> envelope, CancellationToken cancellationToken)
    {
        await AnnounceAsync(envelope, cancellationToken);
        return await lookUp!.FindAsync(envelope, cancellationToken) ?? await CallAsync(envelope, cancellationToken);
    }

    /// <summary>Announces it too: a dead letter of it may stand for a call that is still under way.</summary>
    private async ValueTask<WriteReceipt> AmendAsync(Envelope<T> envelope, CancellationToken cancellationToken)
    {
        await AnnounceAsync(envelope, cancellationToken);
        CallScope.Guard?.Invoke();
        return await amending!.AmendAsync(envelope, cancellationToken);
    }

    private async ValueTask AnnounceAsync(Envelope<T> envelope, CancellationToken cancellationToken)
    {
        if (!envelope.Intended)
        {
            await parts.Writer.CommitAsync(new StoreCommit { Intents = [envelope.Id] }, cancellationToken);
            calls.Announce(envelope.Id);
        }
    }

    /// <summary>Calls the sink unless another host may be at work by now; a sink with a client of its own is guarded too.</summary>
    private ValueTask<WriteReceipt> CallAsync(Envelope<T> envelope, CancellationToken cancellationToken)
    {
        CallScope.Guard?.Invoke();
        return sink is not null ? sink.WriteAsync(envelope, cancellationToken) : batches.Of(envelope).WriteAsync(envelope);
    }
}
