namespace RetailConnect.Testing;

/// <summary>Says which fault was expected and what was seen.</summary>
internal static class ExpectFault
{
    /// <summary>Expects a fault of a connector.</summary>
    public static async Task<ConnectorException> OfAsync(Func<Task> act, string what)
    {
        try
        {
            await act();
        }
        catch (Exception exception) when (exception is not ConformanceException)
        {
            return Of(exception, what);
        }

        throw new ConformanceException($"{what}: expected a ConnectorException; saw none.");
    }

    public static ConnectorException Of(Exception exception, string what) =>
        exception as ConnectorException ?? throw new ConformanceException($"{what}: expected a ConnectorException; saw {exception.GetType().Name}: {exception.Message}", exception);
}
