namespace RetailConnect.Http;

/// <summary>Reads a file store's refusals: the place was not promised, or not for so long. It says nothing about the connection's credentials, and asking for a new place helps.</summary>
internal sealed class FileFaults : IFaultMapper
{
    public ConnectorException? Map(HttpResponseMessage response, string body) => new(FaultKind.Transient, $"{(int)response.StatusCode}: the vendor's file store refused.")
    {
        RetryAfter = StandardFaults.WaitOf(response), MayHaveTakenEffect = false,
    };
}
