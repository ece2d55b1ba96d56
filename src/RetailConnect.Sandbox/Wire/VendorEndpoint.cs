using RetailConnect.Sandbox.Faults;

namespace RetailConnect.Sandbox;

/// <summary>The door of one simulator: records, limits, injects faults, and lets the request through.</summary>
internal sealed class VendorEndpoint(IVendorSimulator simulator, FaultInjector faults, RequestRecorder recorder, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim running = new(simulator.Concurrency?.Running ?? int.MaxValue);
    private readonly int most = simulator.Concurrency is { } limit ? limit.Running + limit.Queued : int.MaxValue;
    private int present;

    public IVendorSimulator Simulator { get; } = simulator;

    public FaultInjector Faults { get; } = faults;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Handles a request; once it took effect the caller's cancellation does not undo it.</summary>
    public async ValueTask<SandboxReply> SendAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        var arrived = time.GetUtcNow();
        var decision = Faults.NextRequest();
        var reply = await AdmitAsync(request, decision, cancellationToken);
        recorder.Add(new(arrived, Simulator.Vendor, request, reply.Response?.Status, decision.Kind is FaultKind.None ? null : decision.Kind.ToString()));
        return reply;
    }

    public void Dispose() => running.Dispose();

    private async ValueTask<SandboxReply> AdmitAsync(SandboxRequest request, FaultDecision decision, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref present) > most)
        {
            Interlocked.Decrement(ref present);
            return new(Simulator.Refuse(Refusal.Throttled));
        }

        try
        {
            await running.WaitAsync(cancellationToken);
            try
            {
                return await RunAsync(request, decision, cancellationToken);
            }
            finally
            {
                running.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref present);
        }
    }

    private async ValueTask<SandboxReply> RunAsync(SandboxRequest request, FaultDecision decision, CancellationToken cancellationToken)
    {
        if (decision.Latency > TimeSpan.Zero)
        {
            // A vendor does not notice that its caller gave up: the request runs to its end.
            await Task.Delay(decision.Latency, time, CancellationToken.None);
        }

        switch (decision.Kind)
        {
            case FaultKind.Throttled: return new(Simulator.Refuse(Refusal.Throttled));
            case FaultKind.ErrorBefore: return new(Simulator.Refuse(Refusal.Unavailable));
            case FaultKind.CutBefore: return SandboxReply.Cut;
            case FaultKind.TokenExpired: Simulator.ExpireTokens(); break;
        }

        var response = await Simulator.HandleAsync(request, CancellationToken.None);
        return decision.Kind switch
        {
            FaultKind.ErrorAfterCommit => new(Simulator.Refuse(Refusal.ServerError)),
            FaultKind.CutAfterCommit => SandboxReply.Cut,
            _ => new(response),
        };
    }
}
