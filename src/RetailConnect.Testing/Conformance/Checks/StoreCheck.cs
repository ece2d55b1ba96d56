namespace RetailConnect.Testing;

/// <summary>A check of the store's kit.</summary>
/// <param name="Name">What is promised.</param>
/// <param name="Run">Checks it.</param>
/// <param name="Needs">What the store must have for it.</param>
internal sealed record StoreCheck(string Name, Func<StoreBench, Task> Run, params StoreCapability[] Needs)
{
    /// <summary>Makes a check of a method whose name is the promise.</summary>
    public static StoreCheck Of(Func<StoreBench, Task> run, params StoreCapability[] needs) => new(run.Method.Name.Replace('_', ' '), run, needs);
}
