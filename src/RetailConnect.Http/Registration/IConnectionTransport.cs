namespace RetailConnect.Http;

/// <summary>Lets a host replace the sockets of a connection, for example by simulators in the same process.</summary>
public interface IConnectionTransport
{
    /// <summary>Returns the innermost handler for a connection; null takes sockets.</summary>
    HttpMessageHandler? Open(ConnectionContext connection);
}
