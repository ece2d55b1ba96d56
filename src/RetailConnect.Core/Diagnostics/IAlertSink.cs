namespace RetailConnect;

/// <summary>Hears alerts; a host registers as many as it likes, for example one that pages somebody.</summary>
/// <remarks>Alerts come one at a time, in order. A sink that throws or takes longer than half a minute is logged and passed over; it never holds the syncs up.</remarks>
public interface IAlertSink
{
    /// <summary>Hears one alert; it must not block its thread.</summary>
    ValueTask HearAsync(Alert alert, CancellationToken cancellationToken);
}
