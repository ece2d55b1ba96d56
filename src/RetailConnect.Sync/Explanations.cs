using RetailConnect.Sync.Explaining;

namespace RetailConnect;

/// <summary>Tells stories from what a store knows; a host has it as <see cref="IExplanations"/>, a console can make its own.</summary>
/// <param name="history">What the store knows.</param>
/// <remarks>Thread-safe.</remarks>
public sealed class Explanations(IEntityHistory history) : IExplanations
{
    private const int Most = 500;

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<Explanation>> ExplainAsync(TenantId tenant, string id, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        var asked = id.Trim();
        var stories = new List<Explanation>();
        foreach (var entity in await history.FindAsync(tenant, asked, cancellationToken))
        {
            stories.Add(Story.Tell(tenant, entity, await history.LoadAsync(tenant, entity, asked, Most, cancellationToken)));
        }

        return stories;
    }
}
