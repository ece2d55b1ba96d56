namespace RetailConnect.Http;

/// <summary>Reads a vendor's refusal.</summary>
public interface IFaultMapper
{
    /// <summary>Turns an answer that is no success into a fault; null takes the standard mapping.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="body">Start of the body, bounded.</param>
    ConnectorException? Map(HttpResponseMessage response, string body);
}
