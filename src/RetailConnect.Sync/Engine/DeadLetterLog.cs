using Microsoft.Extensions.Logging;

namespace RetailConnect.Sync.Engine;

/// <summary>Tells in the log what is parked for a person: the first ones of a minute by name, the others as a number.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed partial class DeadLetterLog(LaneKey lane, TimeProvider time, ILogger logger)
{
    private const int MostOfAMinute = 10;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly Rest rest = new(time);
    private int told;
    private int untold;

    public void Tell(StoredEnvelope envelope, SyncOutcome.DeadLetteredOutcome parked)
    {
        lock (gate)
        {
            if (rest.IsOver)
            {
                if (untold > 0)
                {
                    LogMore(lane, untold);
                }

                (told, untold) = (0, 0);
                rest.Begin(Minute);
            }

            if (told++ < MostOfAMinute)
            {
                LogParked(lane, envelope.Envelope.Entity, parked.Reason, parked.Detail, parked.Advice);
            }
            else
            {
                untold++;
            }
        }
    }

    [LoggerMessage(2204, LogLevel.Warning, "{Lane}: {Entity} is parked for a person: {Reason}. {Detail} {Advice}")]
    private partial void LogParked(LaneKey lane, ExternalId entity, string reason, string detail, string advice);

    [LoggerMessage(2205, LogLevel.Warning, "{Lane}: {Count} more were parked in the minute before.")]
    private partial void LogMore(LaneKey lane, int count);
}
