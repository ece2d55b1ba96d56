using Microsoft.Extensions.Logging;

namespace RetailConnect.Sync.Alerts;

/// <summary>Writes alerts to the log.</summary>
internal sealed partial class LoggedAlerts(ILogger<LoggedAlerts> logger) : IAlertSink
{
    public ValueTask HearAsync(Alert alert, CancellationToken cancellationToken)
    {
        var tenant = alert.Tenant?.Value ?? "host";
        if (alert.IsOver)
        {
            LogOver(tenant, alert.Subject, alert.Kind, alert.Message);
        }
        else
        {
            LogAlert(tenant, alert.Subject, alert.Kind, alert.Message, alert.Advice);
        }

        return ValueTask.CompletedTask;
    }

    [LoggerMessage(2600, LogLevel.Error, "{Tenant}/{Subject}: {Kind}. {Message} {Advice}")]
    private partial void LogAlert(string tenant, string subject, AlertKind kind, string message, string advice);

    [LoggerMessage(2601, LogLevel.Information, "{Tenant}/{Subject}: {Kind} is over. {Message}")]
    private partial void LogOver(string tenant, string subject, AlertKind kind, string message);
}
