namespace RetailConnect.Sync.Middleware;

/// <summary>One step of a composed pipeline, with the name that <c>Describe</c> shows.</summary>
internal sealed record PipelineStep<T>(string Name, ISyncMiddleware<T> Middleware)
    where T : class
{
    public static SyncStep<T> Compose(IReadOnlyList<PipelineStep<T>> steps, SyncStep<T> sink)
    {
        var next = sink;
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            var (middleware, inner) = (steps[i].Middleware, next);
            next = context => middleware.InvokeAsync(context, inner);
        }

        return next;
    }
}
