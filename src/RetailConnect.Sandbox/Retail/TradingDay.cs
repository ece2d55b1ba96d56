namespace RetailConnect.Sandbox.Retail;

/// <summary>Plays a trading day: what customers, cashiers and the back office do, spread over the day in an order drawn from the seed.</summary>
internal sealed class TradingDay(RetailWorld world, RetailerScale scale, Random random, TimeProvider time)
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Action> happenings = [];
    private int done;

    public bool Started { get; private set; }

    public bool Ended => ended.Task.IsCompleted;

    public int Done => Volatile.Read(ref done);

    public int Planned => happenings.Count;

    /// <summary>Opens the shops; a second call changes nothing.</summary>
    public void Start(CancellationToken cancellationToken)
    {
        lock (happenings)
        {
            if (Started)
            {
                return;
            }

            Started = true;
            Plan();
        }

        _ = PlayAsync(cancellationToken);
    }

    private void Plan()
    {
        // Sales come first in the draw, so that there is something to return when returns are due; the shuffle below keeps them in the later part of the day.
        var early = new List<Action>();
        var late = new List<Action>();
        Repeat(early, scale.WebOrders, world.PlaceWebOrder);
        Repeat(early, scale.StoreSales, world.SellInStore);
        Repeat(early, scale.PriceChanges, world.ChangePrice);
        Repeat(early, scale.StockChanges, world.ChangeStock);
        Repeat(early, scale.CustomerChanges, world.ChangeCustomer);
        Repeat(late, (int)((scale.WebOrders + scale.StoreSales) * scale.Posted), world.PostDocument);
        for (var i = 0; i < scale.Returns; i++)
        {
            late.Add((i % 3) switch { 0 => world.ReturnWebOrderInStore, 1 => world.RefundWebOrder, _ => world.ReturnStoreSale });
        }

        var quick = early.OrderBy(_ => random.NextDouble()).ToList();
        var head = quick.Count / 3;
        happenings.AddRange(quick.Take(head));
        happenings.AddRange(quick.Skip(head).Concat(late).OrderBy(_ => random.NextDouble()));
    }

    private static void Repeat(List<Action> list, int count, Action happening) => list.AddRange(Enumerable.Repeat(happening, count));

    private async Task PlayAsync(CancellationToken cancellationToken)
    {
        var opened = time.GetTimestamp();
        for (var i = 0; i < happenings.Count && !cancellationToken.IsCancellationRequested; i++)
        {
            var due = scale.Day * ((double)i / happenings.Count);
            var early = due - time.GetElapsedTime(opened);
            if (early > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(early, time, cancellationToken);
            }

            happenings[i]();
            Interlocked.Increment(ref done);
        }

        ended.TrySetResult();
    }
}
