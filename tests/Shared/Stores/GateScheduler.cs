namespace RetailConnect.Tests;

/// <summary>Holds back what is scheduled until it is opened, so that commits can be made to wait together.</summary>
internal sealed class GateScheduler : TaskScheduler
{
    private readonly Lock gate = new();
    private readonly List<Task> held = [];
    private bool open;

    public void Open()
    {
        lock (gate)
        {
            open = true;
            held.ForEach(Start);
            held.Clear();
        }
    }

    protected override IEnumerable<Task> GetScheduledTasks() => held;

    protected override void QueueTask(Task task)
    {
        lock (gate)
        {
            if (open)
            {
                Start(task);
            }
            else
            {
                held.Add(task);
            }
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    private void Start(Task task) => ThreadPool.QueueUserWorkItem(_ => TryExecuteTask(task));
}
