namespace RetailConnect;

/// <summary>The rest of the pipeline, down to the sink.</summary>
/// <param name="context">The envelope and its surroundings.</param>
/// <typeparam name="T">Canonical type.</typeparam>
public delegate ValueTask<SyncOutcome> SyncStep<T>(SyncContext<T> context)
    where T : class;
