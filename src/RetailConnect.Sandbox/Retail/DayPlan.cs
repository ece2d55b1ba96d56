namespace RetailConnect.Sandbox.Retail;

/// <summary>Draws what customers, cashiers and the back office do during a day, and in which order.</summary>
internal sealed class DayPlan(RetailWorld world, RetailerScale scale, Random random)
{
    public IReadOnlyList<Action> Draw()
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
        Repeat(late, scale.Edits, world.EditWebOrder);
        Repeat(late, scale.Cancellations, world.CancelWebOrder);
        for (var i = 0; i < scale.Returns; i++)
        {
            late.Add((i % 3) switch { 0 => world.ReturnWebOrderInStore, 1 => world.RefundWebOrder, _ => world.ReturnStoreSale });
        }

        var quick = early.OrderBy(_ => random.NextDouble()).ToList();
        var head = quick.Count / 3;
        return [.. quick.Take(head), .. quick.Skip(head).Concat(late).OrderBy(_ => random.NextDouble())];
    }

    private static void Repeat(List<Action> list, int count, Action happening) => list.AddRange(Enumerable.Repeat(happening, count));
}
