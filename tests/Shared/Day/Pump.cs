namespace RetailConnect.Tests;

/// <summary>Runs work in virtual time: whenever the thread pool rests, the clock jumps.</summary>
internal static class Pump
{
    private const int Patience = 200;

    /// <summary>Runs work to its end.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="longest">Virtual time that the work may take.</param>
    /// <param name="work">The work; it starts on the thread pool.</param>
    public static Task RunAsync(VirtualTime time, TimeSpan longest, Func<Task> work)
    {
        ThreadPool.GetMaxThreads(out var threads, out _);
        if (threads == 1)
        {
            return new Turns(time, longest).RunAsync(work);
        }

        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Turn(time, longest, work, ended)) { IsBackground = true, Name = "virtual time" }.Start();
        return ended.Task;
    }

    private static void Turn(VirtualTime time, TimeSpan longest, Func<Task> work, TaskCompletionSource ended)
    {
        var last = time.GetUtcNow() + longest;
        var running = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default).Unwrap();
        var stuck = 0;
        while (!running.IsCompleted && time.GetUtcNow() < last && stuck < Patience)
        {
            Rest();
            stuck = running.IsCompleted || time.Jump() ? 0 : stuck + 1;
        }

        if (!running.IsCompleted)
        {
            ended.SetException(new TimeoutException(stuck > 0 ? "Everything rests, nothing is due, and the work has not ended." : $"The work has not ended after {longest} of virtual time."));
            return;
        }

        ended.SetFromTask(running);
    }

    /// <summary>Waits until no thread of the pool has anything to do.</summary>
    private static void Rest()
    {
        var spin = new SpinWait();
        ThreadPool.GetMaxThreads(out var all, out _);
        for (var quiet = 0; quiet < 3;)
        {
            ThreadPool.GetAvailableThreads(out var free, out _);
            quiet = free == all && ThreadPool.PendingWorkItemCount == 0 ? quiet + 1 : 0;
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>On a pool of one thread the pump is an item of the pool's queue among others: when it is alone there, everything rests.</summary>
    private sealed class Turns(VirtualTime time, TimeSpan longest) : IThreadPoolWorkItem
    {
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly DateTimeOffset last = time.GetUtcNow() + longest;
        private Task running = Task.CompletedTask;

        public Task RunAsync(Func<Task> work)
        {
            running = Task.Run(work);
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return ended.Task;
        }

        public void Execute()
        {
            if (running.IsCompleted)
            {
                ended.SetFromTask(running);
                return;
            }

            if (ThreadPool.PendingWorkItemCount == 0 && (time.GetUtcNow() >= last || !time.Jump()))
            {
                ended.SetException(new TimeoutException(time.GetUtcNow() < last ? "Everything rests, nothing is due, and the work has not ended." : $"The work has not ended after {longest} of virtual time."));
                return;
            }

            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }
}
