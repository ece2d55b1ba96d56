using System.Diagnostics.Metrics;

namespace RetailConnect.Http;

/// <summary>Counters of the HTTP seam.</summary>
internal static class Metrics
{
    public static readonly Counter<long> Faults = RetailConnectDiagnostics.Meter.CreateCounter<long>(RetailConnectDiagnostics.Faults);
    public static readonly Counter<long> Calls = RetailConnectDiagnostics.Meter.CreateCounter<long>(RetailConnectDiagnostics.Calls);
}
