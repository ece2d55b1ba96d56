namespace CustomConnector.Depot.Api;

/// <summary>An empty answer is no answer.</summary>
internal static class Answers
{
    /// <exception cref="ConnectorException">The answer is empty.</exception>
    public static async Task<T> Needed<T>(this Task<T> answer)
        where T : class => await answer ?? throw new ConnectorException(FaultKind.Transient, "The Depot answered with nothing.");
}
