namespace RetailConnect.Testing;

/// <summary>One promise that a kit checks; a plain object, so that any test framework can run it.</summary>
/// <remarks>Each run works in a place of its own, so that checks may run in any order, again, and at the same time.</remarks>
public sealed class ConformanceCheck
{
    private readonly Func<CancellationToken, Task> run;

    internal ConformanceCheck(string name, string? notApplicable, Func<CancellationToken, Task> run)
    {
        Name = name;
        NotApplicable = notApplicable;
        this.run = run;
    }

    /// <summary>What is promised, as a sentence.</summary>
    public string Name { get; }

    /// <summary>Why the promise can't be checked here, for a report of what was skipped; null when it can.</summary>
    public string? NotApplicable { get; }

    /// <summary>Checks the promise.</summary>
    /// <exception cref="ConformanceException">It is not kept; the message says what was expected and what was seen.</exception>
    /// <exception cref="NotApplicableException">It can't be checked here, so that a runner that does not look at <see cref="NotApplicable"/> never takes it for kept.</exception>
    public Task RunAsync(CancellationToken cancellationToken) => NotApplicable is { } reason ? Task.FromException(new NotApplicableException(Name, reason)) : run(cancellationToken);

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
