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

    public ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken) =>
        RunAsync(transaction => script.Write(transaction, commit, time.GetUtcNow()), cancellationToken);

    /// <summary>Lets a piece of work have its turn in the writer's transaction; it may be run again, alone, when its group could not be written.</summary>
    public async ValueTask<T> RunAsync<T>(Func<DbTransaction, T> write, CancellationToken cancellationToken)
    {
        var item = new Waiting<T>(write);
        try
        {
            await waiting.Writer.WriteAsync(item, cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw new StoreException("The store is closed.", closed);
        }

        // From here on the commit is under way; it is not taken back because the caller has no patience.
        return await item.Done;
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
        try
        {
            using var transaction = dialect.Begin(connection);
            group.ForEach(item => item.Write(transaction));
            transaction.Commit();
        }
        catch (Exception exception)
        {
            script.Forget();
            if (group.Count == 1)
            {
                group[0].Fail(dialect.Explain(exception));
            }

            return false;
        }

        group.ForEach(item => item.Answer());
        return true;
    }

    private abstract class Waiting
    {
        public abstract void Write(DbTransaction transaction);

        public abstract void Answer();

        public abstract void Fail(StoreException exception);
    }

    private sealed class Waiting<T>(Func<DbTransaction, T> write) : Waiting
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;

        public Task<T> Done => done.Task;

        public override void Write(DbTransaction transaction) => result = write(transaction);

        public override void Answer() => done.TrySetResult(result!);

        public override void Fail(StoreException exception) => done.TrySetException(exception);
    }
}
