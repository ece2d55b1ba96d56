using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Api;

/// <summary>An empty answer is no answer, and one that lists errors is no success.</summary>
internal static class Answers
{
    /// <exception cref="ConnectorException">The answer is empty, or lists errors.</exception>
    public static async Task<T> Needed<T>(this Task<T?> answer)
        where T : Answer
    {
        var there = await answer ?? throw new ConnectorException(FaultKind.Transient, "Square answered with nothing.");
        return there.Errors is { Count: > 0 } errors ? throw SquareFaults.Of(errors, 200) : there;
    }
}
