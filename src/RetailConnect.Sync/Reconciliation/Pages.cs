using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Reconciliation;

/// <summary>Reads snapshots from their first page to their last.</summary>
internal static class Pages
{
    public static async ValueTask ReadAllAsync<T>(ConnectionRuntime connection, ISnapshotSource<T> snapshot, ViewSettings settings, PageCheck check, Action<SnapshotPage> found, Action read, CancellationToken cancellationToken)
        where T : class
    {
        var (seen, total) = (0L, default(long?));
        for (Cursor? cursor = null; ;)
        {
            var request = new SnapshotRequest(cursor, ViewSettings.PageSize) { From = settings.From };
            var page = await settings.Patience.AskAsync(connection, token => snapshot.ReadAsync(request, token), cancellationToken);
            read();
            found(page);
            (seen, total) = (seen + page.Observations.Count, page.Total ?? total);
            if (page.Next is not { } next)
            {
                check.End(seen, total);
                return;
            }

            check.Go(cursor, next);
            cursor = next;
        }
    }
}
