using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Middleware;

namespace RetailConnect.Sync.Returns;

/// <summary>Holds a return back while its money is on its way, and asks a person when that was refused: nothing is credited that was not given back. The wait is nobody's failure and uses up no attempt.</summary>
/// <remarks>What a return said when it was accepted is old by now, so its channel is asked again at each look.</remarks>
internal sealed class PendingRefund(EngineParts parts, ReturnsOptions options, Func<string, ConnectionRuntime> channels) : ISyncMiddleware<Return>
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromHours(1);

    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<Return> context, SyncStep<Return> next)
    {
        var envelope = context.Envelope;
        if (envelope is not { TargetId: null, Value.RefundState: RefundState.Pending or RefundState.Failed })
        {
            return await next(context);
        }

        var waited = parts.Time.GetUtcNow() - envelope.AcceptedAt;
        var now = await NowAsync(envelope, context.CancellationToken);
        return now.RefundState switch
        {
            RefundState.Failed => SyncOutcome.DeadLettered(Reasons.RefundFailed, $"{envelope.Value.Total.Shop} were to be given back, and the payment provider of '{envelope.Origin}' refused."),
            RefundState.Pending when waited >= options.RefundPatience => SyncOutcome.DeadLettered(Reasons.RefundPending, $"{envelope.Value.Total.Shop} are on their way since {envelope.Value.ReturnedAt:u}."),
            RefundState.Pending => SyncOutcome.Deferred(Recover.NextLook(waited, parts.Recovery.FirstDelay, LongestLook), Recover.RefundPending),
            _ when now.Total != envelope.Value.Total => SyncOutcome.DeadLettered(Reasons.RefundFailed, $"{envelope.Value.Total.Shop} were to be given back, and {now.Total.Shop} were."),
            _ => await next(context),
        };
    }

    /// <summary>The return by now; what was said at first where the channel can't be asked, or has the return no more.</summary>
    private async ValueTask<Return> NowAsync(Envelope<Return> envelope, CancellationToken cancellationToken)
    {
        if (channels(envelope.Origin) is not { } channel || !channel.ReadsById<Return>())
        {
            return envelope.Value;
        }

        var read = await channel.ReadByIdAsync<Return>([envelope.Change.Entity], cancellationToken);
        return read.FirstOrDefault(change => change.Entity == envelope.Change.Entity)?.Value ?? envelope.Value;
    }
}
