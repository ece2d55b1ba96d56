using System.Collections.Concurrent;

namespace RetailConnect.Storage.Relational;

/// <summary>Answers the questions that the engine asks for every change. Connections are kept with what they prepared: a statement costs more to prepare than to run.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class Readers(Dialect dialect) : IDisposable
{
    private readonly ConcurrentStack<Reader> idle = new();
    private volatile bool closed;

    public List<T> Ask<T>(Question<T> question, params ReadOnlySpan<object?> values)
    {
        var reader = idle.TryPop(out var kept) ? kept : new Reader(dialect);
        try
        {
            var answer = reader.Ask(question, values);
            Keep(reader);
            return answer;
        }
        catch
        {
            // What broke this connection may have broken all of them.
            reader.Dispose();
            Clear();
            throw;
        }
    }

    public void Dispose()
    {
        closed = true;
        Clear();
    }

    private void Keep(Reader reader)
    {
        if (closed || idle.Count >= dialect.ReadersKept)
        {
            reader.Dispose();
            return;
        }

        idle.Push(reader);
        if (closed)
        {
            Clear();
        }
    }

    private void Clear()
    {
        while (idle.TryPop(out var reader))
        {
            reader.Dispose();
        }
    }
}
