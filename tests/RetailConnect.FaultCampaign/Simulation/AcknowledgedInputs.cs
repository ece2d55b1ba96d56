using RetailConnect.Tests;

namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>Remembers, outside of the hosts, what was confirmed to the vendors and to the engine, and under whose lease: the store must still know all of it in the end, and confirm nothing to a host whose lease another one took.</summary>
internal sealed class AcknowledgedInputs
{
    private readonly HashSet<string> hints = [];
    private readonly HashSet<string> envelopes = [];
    private readonly List<string> unfenced = [];
    private long newest;

    public StoreView Watch(StoreView store) => new Watching(store, this);

    /// <summary>Says what was confirmed and is not there.</summary>
    /// <param name="hintKeys">Keys of the hints in the store.</param>
    /// <param name="envelopeKeys">Keys of the envelopes in the store.</param>
    public IEnumerable<string> Missing(IEnumerable<string> hintKeys, IEnumerable<string> envelopeKeys) =>
    [
        .. hints.Except(hintKeys).Select(key => $"acknowledged: the hint {key} was confirmed and is not in the store"),
        .. unfenced,
        .. envelopes.Except(envelopeKeys).Select(key => $"acknowledged: the envelope {key} was confirmed and is not in the store"),
    ];

    private sealed class Watching(StoreView inner, AcknowledgedInputs inputs) : StoreView(inner)
    {
        public override async ValueTask<Lease?> TakeAsync(TenantId tenant, string host, LeaseSight seen, CancellationToken cancellationToken)
        {
            var lease = await base.TakeAsync(tenant, host, seen, cancellationToken);
            lock (inputs.hints)
            {
                inputs.newest = lease?.Fence > inputs.newest ? lease.Fence : inputs.newest;
            }

            return lease;
        }

        public override async ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
        {
            var taken = inputs.newest;
            var receipt = await base.CommitAsync(commit, cancellationToken);
            lock (inputs.hints)
            {
                if (commit.Lease is { } lease && lease.Fence < taken)
                {
                    inputs.unfenced.Add($"fencing: a host saved under lease {lease.Fence} although another host had taken lease {taken}");
                }

                inputs.hints.UnionWith(commit.Hints.Select(hint => $"{hint.Stream} {hint.Key}"));

                // What could not be read gives up its key when an operator has it read again.
                inputs.envelopes.UnionWith(commit.Envelopes.Where(envelope => envelope.Fault is null).Select(envelope => $"{envelope.Lane} {envelope.Key.Value}"));
            }

            return receipt;
        }
    }
}
