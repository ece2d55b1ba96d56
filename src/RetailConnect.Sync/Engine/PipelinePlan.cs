using RetailConnect.Sync.Middleware;

namespace RetailConnect.Sync.Engine;

/// <summary>The parts of a pipeline: its steps, its end, and the target.</summary>
/// <param name="Target">The written connection.</param>
/// <param name="Steps">Steps, outermost first.</param>
/// <param name="Sink">The end.</param>
/// <param name="Batch">Writes batches; null when the sink takes one envelope at a time.</param>
/// <param name="Rule">What counts of the content.</param>
internal sealed record PipelinePlan<T>(ConnectionRuntime Target, IReadOnlyList<PipelineStep<T>> Steps, SyncStep<T> Sink, IBatchSink<T>? Batch, IntakeRule<T> Rule)
    where T : class
{
    /// <summary>True when a later change simply takes the place of what the target holds.</summary>
    public required bool TakesChanges { get; init; }
}
