using System.Data.Common;
using System.Threading.Channels;

namespace RetailConnect.Storage.Relational;

/// <summary>One writer for all: commits that wait together share one transaction and one fsync, and each caller is answered after its own is durable.</summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private readonly Channel<Waiting> waiting;
    private readonly Dialect dialect;
    private readonly DbConnection connection;
    private readonly CommitScript script;
    private readonly TimeProvider time;
    private readonly int atOnce;
    private readonly Task loop;

    public GroupCommit(Dialect dialect, RelationalStoreOptions options, TaskScheduler scheduler, TimeProvider time)
    {
        this.dialect = dialect;
        this.time = time;
        atOnce = options.CommitsAtOnce;
        waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(options.CommitsWaiting) { SingleReader = true });
        connection = dialect.OpenWriter();
        script = new CommitScript(connection);
        loop = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap();
    }

    public async ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        var item = new Waiting(commit);
        try
        {
            await waiting.Writer.WriteAsync(item, cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw new StoreException("The store is closed.", closed);
        }

        // From here on the commit is under way; it is not taken back because the caller has no patience.
        return await item.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await loop;
        script.Dispose();
        await connection.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var group = new List<Waiting>(atOnce);
        while (await waiting.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < atOnce && waiting.Reader.TryRead(out var item))
            {
                group.Add(item);
            }

            if (!TryWrite(group) && group.Count > 1)
            {
                // One of them can't be written: each alone, so that only that one fails.
                group.ForEach(item => TryWrite([item]));
            }
        }
    }

    private bool TryWrite(List<Waiting> group)
    {
        var receipts = new StoreReceipt[group.Count];
        try
        {
            using var transaction = dialect.Begin(connection);
            for (var i = 0; i < group.Count; i++)
            {
                receipts[i] = script.Write(transaction, group[i].Commit, time.GetUtcNow());
            }

            transaction.Commit();
        }
        catch (Exception exception)
        {
            script.Forget();
            if (group.Count == 1)
            {
                group[0].Done.TrySetException(dialect.Explain(exception));
            }

            return false;
        }

        for (var i = 0; i < group.Count; i++)
        {
            group[i].Done.TrySetResult(receipts[i]);
        }

        return true;
    }

    private sealed record Waiting(StoreCommit Commit)
    {
        public TaskCompletionSource<StoreReceipt> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
