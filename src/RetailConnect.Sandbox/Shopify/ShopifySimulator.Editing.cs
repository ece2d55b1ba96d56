using RetailConnect.Sandbox.Retail;

namespace RetailConnect.Sandbox.Shopify;

/// <content>Orders that change after they were placed.</content>
public sealed partial class ShopifySimulator
{
    /// <summary>A clerk edits an order: positive units are sold besides at today's price, on a line of their own; negative ones are taken off a line before they are sent. The customer pays what the order costs more.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="changes">Units by SKU.</param>
    /// <exception cref="InvalidOperationException">The order was called off, the shop does not have the goods, or so many are not left to take off; nothing changed.</exception>
    public ShopOrder EditOrder(string orderId, IReadOnlyList<(string Sku, int Units)> changes) => Locked(() =>
    {
        var (order, now) = (state.Orders[orderId], time.GetUtcNow());
        if (order.CancelledAt is not null)
        {
            throw new InvalidOperationException($"{order.Name} was called off.");
        }

        foreach (var (sku, units) in changes)
        {
            if (units > 0 ? LevelOf(sku, order.Location) is not { } level || level.Available < units : LeftOf(order, sku) is not { } line || line.Units - line.Gone - line.Fulfilled < -units)
            {
                throw new StaleBasketException($"{order.Name} can't change by {units} of {sku}.");
            }
        }

        var added = changes.Where(change => change.Units > 0).Select(change => Sell((change.Sku, change.Units, 0m), 0m, order.Location, order.BagOf, now)).ToList();
        var removed = changes.Where(change => change.Units < 0).Select(change => Remove(order, LeftOf(order, change.Sku)!, -change.Units, now)).ToList();
        order.Lines.AddRange(added);
        Route(order, added, now);
        agreements.Edited(order, added, removed, now);
        NoteRemoved(order, removed, now);
        order.IsEdited = true;
        order.Edited = order.Agreements.Where(agreement => agreement.Type == "OrderEditAgreement").SelectMany(agreement => agreement.Sales).Aggregate(new Bag(0, 0), (sum, sale) => sum + sale.Total);
        order.UpdatedAt = now;
        var owed = order.Total.Shop + order.Edited.Shop - order.Transactions.Sum(paid => paid.Amount.Shop);
        if (owed > 0)
        {
            order.Transactions.Add(new(state.NewId("OrderTransaction"), "SALE", "shopify_payments", order.BagOf(owed), now));
            payments.Charge(order, order.Transactions[^1]);
        }

        hooks.Order(order, "ORDERS_UPDATED");
        return ToFact(order);
    });

    /// <summary>A clerk calls an order off before any of it is sent: the customer gets all of the money back, the goods stay where they are.</summary>
    /// <exception cref="InvalidOperationException">A part of it was sent, it was called off before, or it has a tip, which the simulator can't give back.</exception>
    public void CancelOrder(string orderId) => Locked(() =>
    {
        var (order, now) = (state.Orders[orderId], time.GetUtcNow());
        if (order.CancelledAt is not null || order.Lines.Any(line => line.Fulfilled > 0) || order.Tip.Shop != 0)
        {
            throw new InvalidOperationException($"{order.Name} can't be called off any more.");
        }

        order.CancelledAt = now;
        var lines = order.Lines.Where(line => line.Units > line.Gone).Select(line => Take(order, line, line.Units - line.Gone, restock: true, now) with { Restock = "CANCEL" }).ToList();
        order.Places.ForEach(place => place.Lines.ForEach(line => line.Remaining = 0));
        GiveBack(order, lines, order.Shipping - order.ShippingDiscount, now, duty: true);
        return true;
    });

    /// <summary>A clerk gives money back that nobody sent goods for.</summary>
    /// <returns>Id of the refund.</returns>
    public string PayBack(string orderId, decimal amount) => Locked(() =>
    {
        var (order, now) = (state.Orders[orderId], time.GetUtcNow());
        var given = new TransactionRow(state.NewId("OrderTransaction"), "REFUND", "shopify_payments", order.BagOf(amount), now);
        var refund = new RefundRow { Id = state.NewId("Refund"), Order = order, Lines = [], Total = given.Amount, Adjustment = given.Amount, Transaction = given, At = now };
        Add(refund);
        agreements.Refunded(refund);
        payments.Refund(order, given);
        return refund.Id;
    });

    /// <summary>What an edit takes off is in the refunds as well, without money and without an agreement on a refund.</summary>
    /// <remarks>As Shopify's staff and connectors describe it; the published schema does not say.</remarks>
    private void NoteRemoved(OrderRow order, List<(OrderLineRow Line, int Units, Bag Net, Bag Tax)> removed, DateTimeOffset now)
    {
        if (removed.Count == 0)
        {
            return;
        }

        var lines = removed.Select(part => new RefundLineRow(state.NewId("RefundLineItem"), part.Line, part.Units, true, order.Location, part.Net, part.Tax) { Restock = "CANCEL" }).ToList();
        var goods = lines.Aggregate(new Bag(0, 0), (sum, line) => sum + line.Subtotal + Added(line.Tax));
        Add(new RefundRow { Id = state.NewId("Refund"), Order = order, Lines = lines, Total = new Bag(0, 0), Adjustment = new Bag(0, 0) - goods, At = now });
    }

    private void Add(RefundRow refund)
    {
        state.Refunds[refund.Id] = refund;
        refund.Order.Refunds.Add(refund);
        refund.Order.UpdatedAt = refund.At;
        hooks.Refund(refund);
        hooks.Order(refund.Order, "ORDERS_UPDATED");
    }

    /// <summary>The line of a SKU that has most units left.</summary>
    private static OrderLineRow? LeftOf(OrderRow order, string sku) => order.Lines.Where(line => line.Variant.Sku == sku).MaxBy(line => line.Units - line.Gone - line.Fulfilled);

    private (OrderLineRow Line, int Units, Bag Net, Bag Tax) Remove(OrderRow order, OrderLineRow line, int units, DateTimeOffset now)
    {
        var (net, tax) = (Share(order, line, line.Net, line.Gone), Share(order, line, line.Tax, line.Gone));
        line.Removed += units;
        Withdraw(order, line, units);
        if (state.Levels.TryGetValue((line.Variant.Item, order.Location.Id), out var level))
        {
            (level.Available, level.Committed, level.UpdatedAt) = (level.Available + units, Math.Max(0, level.Committed - units), now);
            hooks.Level(level);
        }

        var (goods, levy) = (Share(order, line, line.Net, line.Gone) - net, Share(order, line, line.Tax, line.Gone) - tax);
        line.RemovedNet += goods.Shop;
        return (line, units, goods, levy);
    }
}
