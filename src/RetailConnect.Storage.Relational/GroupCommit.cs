using System.Data.Common;
using System.Threading.Channels;

namespace RetailConnect.Storage.Relational;

/// <summary>One writer for all: commits that wait together share one transaction and one fsync, and each caller is answered after its own is durable.</summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private readonly Channel<Waiting> waiting;
    private readonly Dialect dialect;
    private readonly Writer writer;
    private readonly TimeProvider time;
    private readonly int atOnce;
    private readonly Task loop;

    public GroupCommit(Dialect dialect, RelationalStoreOptions options, TaskScheduler scheduler, TimeProvider time)
    {
        this.dialect = dialect;
        this.time = time;
        atOnce = options.CommitsAtOnce;
        waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(options.CommitsWaiting) { SingleReader = true });
        writer = new Writer(dialect);
        writer.Open();
        loop = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap();
    }

    public ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken) =>
        RunAsync(transaction => writer.Script.Write(transaction, commit, time.GetUtcNow()), cancellationToken);

    public ValueTask<IReadOnlyList<DecidedLetter>> DecideAsync(StoredDecision decision, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<DecidedLetter>>(transaction => new Decisions(dialect, transaction, decision, time.GetUtcNow()).Run(writer.Script), cancellationToken);

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

    /// <summary>Has a turn of its own, outside of any transaction, between two groups.</summary>
    public async ValueTask<bool> ScourAsync(CancellationToken cancellationToken)
    {
        var item = new Waiting<bool>(_ => true) { IsScouring = true };
        try
        {
            await waiting.Writer.WriteAsync(item, cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw new StoreException("The store is closed.", closed);
        }

        return await item.Done;
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await loop;
        writer.Dispose();
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

            var scouring = group.Where(item => item.IsScouring).ToList();
            group.RemoveAll(item => item.IsScouring);
            if (group.Count > 0)
            {
                WriteAll(group);
            }

            if (scouring.Count > 0)
            {
                var cause = Scour();
                scouring.ForEach(item => item.Answer(cause));
            }
        }
    }

    /// <summary>Scours once for all who asked; returns why it failed, or null when it did not.</summary>
    private StoreException? Scour()
    {
        try
        {
            writer.Open();
            writer.Scour();
            return null;
        }
        catch (Exception exception)
        {
            writer.Survives(exception);
            return dialect.Explain(exception);
        }
    }

    /// <summary>Writes a group and answers its callers; returns why the database can't be opened, or null when it can.</summary>
    private StoreException? WriteAll(List<Waiting> group)
    {
        var (ending, cause) = TryWrite(group);
        if (ending is Ending.Broken)
        {
            // A server that was restarted since the last commit is noticed only now. Nothing was confirmed, so all of it can be said again, once.
            (ending, cause) = TryWrite(group);
        }

        if (ending is Ending.Refused && group.Count > 1)
        {
            return WriteEach(group);
        }

        group.ForEach(item => item.Answer(cause));
        return ending is Ending.Unreachable ? cause : null;
    }

    /// <summary>One of them can't be written: each alone, so that only that one fails.</summary>
    private StoreException? WriteEach(List<Waiting> group)
    {
        StoreException? gone = null;
        foreach (var item in group)
        {
            // A database that went away is not waited for once per commit.
            if (gone is null)
            {
                gone = WriteAll([item]);
            }
            else
            {
                item.Answer(gone);
            }
        }

        return gone;
    }

    private (Ending Ending, StoreException? Cause) TryWrite(List<Waiting> group)
    {
        try
        {
            writer.Open();
        }
        catch (Exception exception)
        {
            return (Ending.Unreachable, dialect.Explain(exception));
        }

        var confirming = false;
        try
        {
            using var transaction = writer.Begin();
            group.ForEach(item => item.Write(transaction));
            confirming = true;
            transaction.Commit();
            return (Ending.Written, null);
        }
        catch (Exception exception)
        {
            if (writer.Survives(exception))
            {
                return (Ending.Refused, dialect.Explain(exception));
            }

            return confirming
                ? (Ending.Unsure, new StoreException("The store's connection broke while it confirmed this commit: it may have been saved or not. Repeat it; what is there already is recognised.", exception))
                : (Ending.Broken, dialect.Explain(exception));
        }
    }

    private enum Ending
    {
        /// <summary>It is durable.</summary>
        Written,

        /// <summary>The database refused it and goes on.</summary>
        Refused,

        /// <summary>The connection broke before anything was confirmed: nothing was saved.</summary>
        Broken,

        /// <summary>The connection broke while it was being confirmed: all of it was saved, or nothing.</summary>
        Unsure,

        /// <summary>The database could not be opened.</summary>
        Unreachable,
    }

    private abstract class Waiting
    {
        /// <summary>True for one that writes nothing and has its turn outside of a transaction.</summary>
        public bool IsScouring { get; init; }

        public abstract void Write(DbTransaction transaction);

        /// <summary>Answers the caller: with its result, or with the cause why there is none.</summary>
        public abstract void Answer(StoreException? cause);
    }

    private sealed class Waiting<T>(Func<DbTransaction, T> write) : Waiting
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;

        public Task<T> Done => done.Task;

        public override void Write(DbTransaction transaction) => result = write(transaction);

        public override void Answer(StoreException? cause)
        {
            if (cause is null)
            {
                done.TrySetResult(result!);
            }
            else
            {
                done.TrySetException(cause);
            }
        }
    }
}
