using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RetailConnect.Http;

/// <summary>Counters and gauges of the HTTP seam.</summary>
internal static class Metrics
{
    public static readonly Counter<long> Faults = RetailConnectDiagnostics.Meter.CreateCounter<long>(RetailConnectDiagnostics.Faults);
    public static readonly Counter<long> Calls = RetailConnectDiagnostics.Meter.CreateCounter<long>(RetailConnectDiagnostics.Calls);
    public static readonly Gauge<int> BudgetWaiting = RetailConnectDiagnostics.Meter.CreateGauge<int>(RetailConnectDiagnostics.BudgetWaiting);
    public static readonly Gauge<double> BudgetDrain = RetailConnectDiagnostics.Meter.CreateGauge<double>(RetailConnectDiagnostics.BudgetDrain, "s");

    public static void Report(VendorAccount account, DrainForecast forecast)
    {
        var tags = new TagList { { RetailConnectDiagnostics.SystemTag, account.System }, { RetailConnectDiagnostics.AccountTag, account.Name } };
        BudgetWaiting.Record(forecast.Calls, tags);
        BudgetDrain.Record(forecast.Drained.TotalSeconds, tags);
    }
}
