using RetailConnect.Tests;

namespace RetailConnect.FaultCampaign.Simulation.Mutants;

/// <summary>A bug that is planted between the engine and its ports, to see that the campaign finds it.</summary>
/// <param name="Name">Kebab-case name, for <c>--mutant</c>.</param>
/// <param name="What">What the planted bug does.</param>
internal sealed record Mutant(string Name, string What)
{
    /// <summary>Changes what the engine and its store say to each other.</summary>
    public Func<StoreView, TimeProvider, Random, StoreView> Store { get; init; } = static (store, _, _) => store;

    /// <summary>Changes what the connectors and the vendors say to each other.</summary>
    public Func<string, HttpMessageHandler, HttpMessageHandler> Wire { get; init; } = static (_, inner) => inner;

    /// <summary>Changes the host's settings.</summary>
    public Action<RetailConnectBuilder> Settings { get; init; } = static _ => { };

    /// <summary>Where lives have to end for the bug to show: part of a boundary's name; null for anywhere.</summary>
    public string? Focus { get; init; }

    /// <summary>True when the bug renames what it saves: what was confirmed is then watched under the new names, so that it is the effect that is found and not the name.</summary>
    public bool Renames { get; init; }

    /// <summary>True when the bug shows only where a host hangs past its lease.</summary>
    public bool NeedsSharedStore { get; init; }
}
