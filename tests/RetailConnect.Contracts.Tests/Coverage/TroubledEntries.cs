using System.Collections;
using RetailConnect.Http;

namespace RetailConnect.Contracts.Coverage;

/// <summary>Finds the entries of an answer that could not be read, wherever they stand in it.</summary>
internal static class TroubledEntries
{
    private const int Deepest = 12;

    /// <summary>Returns where each of them departs from its contract.</summary>
    public static IEnumerable<string> In(object? answer, int depth = 0)
    {
        if (answer is null or string || answer.GetType().IsValueType || depth > Deepest)
        {
            return [];
        }

        if (answer is IEnumerable list)
        {
            return list.Cast<object?>().SelectMany(entry => In(entry, depth + 1));
        }

        var own = answer is IVendorEntry { Trouble: { } trouble } ? [$"{answer.GetType().Name}, {trouble}"] : Array.Empty<string>();
        return answer.GetType().Namespace?.StartsWith("RetailConnect.", StringComparison.Ordinal) is not true ? own
            : own.Concat(answer.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0).SelectMany(property => In(property.GetValue(answer), depth + 1)));
    }
}
