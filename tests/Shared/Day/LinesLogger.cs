using Microsoft.Extensions.Logging;

namespace RetailConnect.Tests;

/// <summary>Writes what hosts log as lines with the virtual time, for whoever repeats a schedule.</summary>
internal sealed class LinesLogger(TimeProvider time, TextWriter output, LogLevel least) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        output.WriteLine($"{time.GetUtcNow():HH:mm:ss.fff} {logLevel} {eventId.Id} {formatter(state, exception)}{(exception is null ? "" : $" [{exception.GetType().Name}: {exception.Message}]")}");

    public void Dispose()
    {
        // The writer is its owner's.
    }
}
