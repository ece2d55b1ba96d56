namespace RetailConnect;

/// <summary>The conservation figures of one lane.</summary>
/// <remarks><see cref="Accepted"/> is counted when envelopes come in, the others from the envelopes themselves, so that a loss shows as an imbalance.</remarks>
/// <param name="Lane">The lane.</param>
/// <param name="Accepted">Envelopes accepted.</param>
/// <param name="Applied">Envelopes that the target has.</param>
/// <param name="Skipped">Envelopes for which nothing had to be done.</param>
/// <param name="Superseded">Envelopes whose place a newer one took.</param>
/// <param name="DeadLettered">Envelopes parked for a person.</param>
/// <param name="Pending">Envelopes that wait.</param>
public sealed record Tally(LaneKey Lane, long Accepted, long Applied, long Skipped, long Superseded, long DeadLettered, long Pending)
{
    /// <summary>Accepted envelopes that have no state; anything but 0 is an alarm.</summary>
    public long Imbalance => Accepted - Applied - Skipped - Superseded - DeadLettered - Pending;
}
