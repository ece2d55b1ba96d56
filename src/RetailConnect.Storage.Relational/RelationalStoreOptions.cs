namespace RetailConnect.Storage.Relational;

/// <summary>Settings that every relational store has.</summary>
public class RelationalStoreOptions
{
    /// <summary>Most commits that share one transaction. Default 512.</summary>
    public int CommitsAtOnce { get; set; } = 512;

    /// <summary>Most commits that wait; a further caller waits for a place. Default 4096.</summary>
    public int CommitsWaiting { get; set; } = 4096;

    /// <summary>How long finished envelopes and read hints are remembered, so that a repeat is recognised. Default 90 days.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(90);
}
