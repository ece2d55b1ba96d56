using System.Data.Common;

namespace RetailConnect.Storage.Relational;

/// <summary>A connection that reads, with the statements that it has prepared.</summary>
internal sealed class Reader(Dialect dialect) : IDisposable
{
    private readonly DbConnection connection = dialect.OpenReader();
    private readonly Dictionary<object, Hot> prepared = [];

    public List<T> Ask<T>(Question<T> question, params ReadOnlySpan<object?> values)
    {
        if (!prepared.TryGetValue(question, out var hot))
        {
            prepared[question] = hot = new(dialect, connection, question.Sql, question.Types);
        }

        return hot.List(question.Map, values);
    }

    public void Dispose()
    {
        foreach (var hot in prepared.Values)
        {
            hot.Dispose();
        }

        connection.Dispose();
    }
}
