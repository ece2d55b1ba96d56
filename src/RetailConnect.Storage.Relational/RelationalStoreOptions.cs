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

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">One is wrong; the message names it.</exception>
    public virtual void Check()
    {
        if (CommitsAtOnce < 1 || CommitsWaiting < 1)
        {
            throw new ArgumentException($"{nameof(CommitsAtOnce)} is {CommitsAtOnce} and {nameof(CommitsWaiting)} is {CommitsWaiting}; both have to be 1 or more.");
        }

        if (Retention <= TimeSpan.Zero)
        {
            throw new ArgumentException($"{nameof(Retention)} is {Retention}; it has to be more than zero.");
        }
    }
}
