namespace RetailConnect.Testing;

/// <summary>Settings of an in-memory store.</summary>
public sealed class InMemoryStoreOptions
{
    /// <summary>How long finished envelopes and read hints are remembered, so that a repeat is recognised. Default 90 days.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Most envelopes that it holds, finished ones included; a commit that would go over it is refused. 0 sets no bound. Default 0.</summary>
    public int MostEnvelopes { get; set; }

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">One is wrong; the message names it.</exception>
    public void Check()
    {
        if (Retention <= TimeSpan.Zero)
        {
            throw new ArgumentException($"{nameof(Retention)} is {Retention}; it has to be more than zero.");
        }

        if (MostEnvelopes < 0)
        {
            throw new ArgumentException($"{nameof(MostEnvelopes)} is {MostEnvelopes}; it has to be 0, for no bound, or more.");
        }
    }
}
