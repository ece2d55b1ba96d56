namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>Where the store of one schedule is.</summary>
internal interface IStorePlace : IDisposable
{
    /// <summary>Chooses the store in a host's composition.</summary>
    /// <param name="retail">The composition.</param>
    /// <param name="folder">The retailer's folder.</param>
    void Use(RetailConnectBuilder retail, string folder);

    /// <summary>Reads past the store what it holds.</summary>
    /// <param name="folder">The retailer's folder.</param>
    Books Read(string folder);
}

/// <summary>What a store holds.</summary>
/// <param name="Hints">Stream and key of each hint.</param>
/// <param name="Envelopes">Lane and key of each envelope.</param>
/// <param name="AcceptedTwice">Changes that were accepted more than once.</param>
internal sealed record Books(IReadOnlyList<string> Hints, IReadOnlyList<string> Envelopes, IReadOnlyList<string> AcceptedTwice);
