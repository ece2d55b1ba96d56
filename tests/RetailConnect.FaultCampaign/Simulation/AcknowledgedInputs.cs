using RetailConnect.Tests;

namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>Remembers, outside of the hosts, what was confirmed to the vendors and to the engine; the store must still know all of it in the end.</summary>
internal sealed class AcknowledgedInputs
{
    private readonly HashSet<string> hints = [];
    private readonly HashSet<string> envelopes = [];

    public StoreView Watch(StoreView store) => new Watching(store, this);

    /// <summary>Says what was confirmed and is not there.</summary>
    /// <param name="hintKeys">Keys of the hints in the store.</param>
    /// <param name="envelopeKeys">Keys of the envelopes in the store.</param>
    public IEnumerable<string> Missing(IEnumerable<string> hintKeys, IEnumerable<string> envelopeKeys) =>
    [
        .. hints.Except(hintKeys).Select(key => $"acknowledged: the hint {key} was confirmed and is not in the store"),
        .. envelopes.Except(envelopeKeys).Select(key => $"acknowledged: the envelope {key} was confirmed and is not in the store"),
    ];

    private sealed class Watching(StoreView inner, AcknowledgedInputs inputs) : StoreView(inner)
    {
        public override async ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
        {
            var receipt = await base.CommitAsync(commit, cancellationToken);
            lock (inputs.hints)
            {
                inputs.hints.UnionWith(commit.Hints.Select(hint => $"{hint.Stream} {hint.Key}"));
                inputs.envelopes.UnionWith(commit.Envelopes.Select(envelope => $"{envelope.Lane} {envelope.Key.Value}"));
            }

            return receipt;
        }
    }
}
