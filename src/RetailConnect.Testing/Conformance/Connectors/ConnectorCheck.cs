namespace RetailConnect.Testing;

/// <summary>A check of the connector's kit, bound to a type where it has one.</summary>
/// <param name="Promise">What is promised.</param>
/// <param name="Type">Type that it is checked for; null when it is about the connector as a whole.</param>
/// <param name="Run">Checks it.</param>
/// <param name="Needs">What connector and vendor must have for it.</param>
internal sealed record ConnectorCheck(string Promise, EntityType? Type, Func<ConnectorBench, Task> Run, params ConnectorAbility[] Needs)
{
    public string Name => Type is { } type ? $"{Promise} ({type})" : Promise;

    /// <summary>Why the connector itself rules it out, by what it declares; null when it does not.</summary>
    public string? RuledOut { get; init; }

    /// <summary>Makes a check of a method whose name is the promise.</summary>
    public static ConnectorCheck Of(Func<ConnectorBench, Task> run, params ConnectorAbility[] needs) => new(run.Method.Name.Replace('_', ' '), null, run, needs);

    /// <summary>Makes a check for one type.</summary>
    public static ConnectorCheck Of(EntityType type, Func<ConnectorBench, EntityType, Task> run, params ConnectorAbility[] needs) => new(run.Method.Name.Replace('_', ' '), type, bench => run(bench, type), needs);
}
