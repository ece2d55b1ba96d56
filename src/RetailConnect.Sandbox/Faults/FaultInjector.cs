namespace RetailConnect.Sandbox.Faults;

/// <summary>Draws the fate of requests and webhooks from one seed.</summary>
/// <remarks>Thread-safe. The same seed and the same order of calls give the same draws.</remarks>
public sealed class FaultInjector
{
    private readonly Lock gate = new();
    private readonly Random random;

    /// <summary>Creates an injector for one vendor.</summary>
    public FaultInjector(int seed, FaultProfile profile)
    {
#pragma warning disable RS0030 // The seed is the point: this is the world's chance, not the engine's.
        random = new Random(seed);
#pragma warning restore RS0030
        Profile = profile;
    }

    /// <summary>The profile in force; may be changed while the sandbox runs.</summary>
    public FaultProfile Profile { get; set; }

    internal FaultDecision NextRequest()
    {
        lock (gate)
        {
            var profile = Profile;
            var latency = profile.LatencyMin + (random.NextDouble() * (profile.LatencyMax - profile.LatencyMin));
            var draw = random.NextDouble();
            FaultKind Pick(params ReadOnlySpan<(double Share, FaultKind Kind)> shares)
            {
                foreach (var (share, kind) in shares)
                {
                    if ((draw -= share) < 0)
                    {
                        return kind;
                    }
                }

                return FaultKind.None;
            }

            return new(latency, Pick(
                (profile.Throttled, FaultKind.Throttled),
                (profile.ErrorBefore, FaultKind.ErrorBefore),
                (profile.ErrorAfterCommit, FaultKind.ErrorAfterCommit),
                (profile.CutAfterCommit, FaultKind.CutAfterCommit),
                (profile.CutBefore, FaultKind.CutBefore),
                (profile.TokenExpired, FaultKind.TokenExpired)));
        }
    }

    /// <summary>Draws when each copy of a webhook is sent: no entry when it is lost.</summary>
    internal IReadOnlyList<TimeSpan> NextWebhook()
    {
        lock (gate)
        {
            var profile = Profile;
            if (random.NextDouble() < profile.WebhookLost)
            {
                return [];
            }

            TimeSpan Wait() => random.NextDouble() < profile.WebhookDelayed ? random.NextDouble() * profile.WebhookDelayMax : TimeSpan.Zero;
            return random.NextDouble() < profile.WebhookRepeated ? [Wait(), Wait() + profile.LatencyMax] : [Wait()];
        }
    }
}
