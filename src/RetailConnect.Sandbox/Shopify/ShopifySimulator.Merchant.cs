using RetailConnect.Sandbox.Retail;

namespace RetailConnect.Sandbox.Shopify;

/// <content>What happens in the shop without any API call, and what the judge may look at.</content>
public sealed partial class ShopifySimulator
{
    /// <summary>Orders so far.</summary>
    public IReadOnlyList<ShopOrder> Orders => Locked(() => state.Orders.Values.Select(ToFact).ToList());

    /// <summary>Refunds of goods so far; not those that only say what an edit took off.</summary>
    public IReadOnlyList<ShopRefund> Refunds => Locked(() => state.Refunds.Values.Where(refund => refund.Lines.Count > 0 && refund.Transaction is not null).Select(refund => new ShopRefund(
        refund.Id, refund.Order.Id, refund.Lines.All(line => line.Restocked), refund.Total.Shop, [.. refund.Lines.Select(line => (line.Line.Id, line.Line.Variant.Sku, line.Units, line.Line.UnitPrice.Shop))])).ToList());

    /// <summary>Customers.</summary>
    public IReadOnlyList<ShopCustomer> Customers => Locked(() => state.Customers.Values.Select(row => new ShopCustomer(row.Id, row.Email, row.City, row.Phone)).ToList());

    /// <summary>Variants with their prices; a SKU that stands twice in the shop appears twice.</summary>
    public IReadOnlyList<(string Sku, decimal Price)> Variants => Locked(() => state.Variants.Values.Select(row => (row.Sku, row.Price)).ToList());

    /// <summary>Available units by SKU and name of the location.</summary>
    public IReadOnlyList<(string Sku, string Location, int Available)> Levels => Locked(() => state.Levels.Values.Select(level => (level.Variant.Sku, level.Location.Name, level.Available)).ToList());

    /// <summary>Product types by SKU; a product without one has an empty text.</summary>
    public IReadOnlyList<(string Sku, string Type)> ProductTypes => Locked(() => state.Variants.Values.Select(variant => (variant.Sku, variant.Product.Type)).ToList());

    /// <summary>Metafields of products, once for each SKU of theirs; those that apps keep for themselves are left out.</summary>
    public IReadOnlyList<(string Sku, string Place, string Type, string Value)> Metafields => Locked(() => state.Metafields.Values.Where(row => row.Namespace != ShopState.AppNamespace)
        .SelectMany(row => state.Products[row.Owner].Variants.Select(variant => (variant.Sku, $"{row.Namespace}.{row.Key}", row.Type, row.Value))).ToList());

    /// <summary>Addresses of the webhook subscriptions.</summary>
    public IReadOnlyList<(string Topic, string Uri)> Subscriptions => Locked(() => state.Subscriptions.Values.Select(row => (row.Topic, row.Uri)).ToList());

    /// <summary>Bulk operations so far, in the order of their start.</summary>
    public IReadOnlyList<(string Id, string Status, int Lines)> BulkOperations => Locked(() => state.Bulk.Values.Select(row => (row.Id, row.Status, row.Lines?.Count ?? 0)).ToList());

    /// <summary>Most bulk operations that were under way at once.</summary>
    public int MostBulkOperations => Locked(() => bulk.MostAtOnce);

    /// <summary>Bulk operations that are under way fail; what they did stays done.</summary>
    public void BreakBulkOperations() => Locked(bulk.Break);

    /// <summary>Names of the publications that products are published to, by SKU.</summary>
    public IReadOnlyList<(string Sku, string Publication)> Published => Locked(() => state.Variants.Values.SelectMany(variant => variant.Product.Publications.Select(id => (variant.Sku, state.Publications[id]))).ToList());

    /// <summary>Opens a sales channel, and returns the id of its publication.</summary>
    public string AddPublication(string name) => Locked(() =>
    {
        var id = state.NewId("Publication");
        state.Publications[id] = name;
        return id;
    });

    /// <summary>Collections with the SKUs of what the shop puts into them, and the names of the publications that they are in.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<string> Skus, IReadOnlyList<string> Publications)> Collections => Locked(() => state.Collections.Values.Select(row => (row.Title,
        (IReadOnlyList<string>)[.. state.Variants.Values.Where(variant => row.Types.Contains(variant.Product.Type, StringComparer.OrdinalIgnoreCase)).Select(variant => variant.Sku).Order(StringComparer.Ordinal)],
        (IReadOnlyList<string>)[.. row.Publications.Select(id => state.Publications[id])])).ToList());

    /// <summary>The merchant takes the product that has the SKU out of a sales channel.</summary>
    public void Unpublish(string sku, string publication) => Locked(() =>
    {
        state.Variants.Values.First(variant => variant.Sku == sku).Product.Publications.Remove(publication);
    });

    /// <summary>The merchant, or another app, writes a metafield of the product that has the SKU; null takes it away.</summary>
    public void SetMetafield(string sku, string ns, string key, string type, string? value) => Locked(() =>
    {
        var place = (state.Variants.Values.First(variant => variant.Sku == sku).Product.Id, ns, key);
        if (value is null)
        {
            state.Metafields.Remove(place);
        }
        else
        {
            state.SetMetafield(place, type, value, time.GetUtcNow());
        }
    });

    /// <summary>The merchant defines a metafield of products: from then on it holds this type only.</summary>
    public void DefineMetafield(string ns, string key, string type) => Locked(() => state.MetafieldDefinitions[(ns, key)] = type);

    /// <summary>Opens a location.</summary>
    public string AddLocation(string name) => Locked(() =>
    {
        var row = new LocationRow { Id = state.NewId("Location"), Name = name, At = time.GetUtcNow() };
        state.Locations[row.Id] = row;
        return row.Id;
    });

    /// <summary>Registers a customer; without an address the shop has none.</summary>
    public string AddCustomer(string first, string last, string email, string phone, HomeAddress? address = null) => Locked(() =>
    {
        var now = time.GetUtcNow();
        var row = new CustomerRow { Id = state.NewId("Customer"), First = first, Last = last, Email = email, Phone = phone, CreatedAt = now, UpdatedAt = now };
        if (address is not null)
        {
            (row.Street, row.Zip, row.City) = (address.Street, address.PostalCode, address.Town);
        }

        state.Customers[row.Id] = row;
        hooks.Customer(row, "CUSTOMERS_CREATE");
        return row.Id;
    });

    /// <summary>Customers whose erasure was requested and is in the queue.</summary>
    public IReadOnlyList<string> Erasures => Locked(() => state.Erasures.Order(StringComparer.Ordinal).ToList());

    /// <summary>A customer moves to another town.</summary>
    public void MoveCustomer(string id, string city) => Locked(() =>
    {
        var row = state.Customers[id];
        row.City = city;
        row.UpdatedAt = time.GetUtcNow();
        hooks.Customer(row, "CUSTOMERS_UPDATE");
    });

    /// <summary>Returns the price and the available units of a SKU at a location; null when the shop does not sell it there.</summary>
    public (decimal Price, int Available)? Look(string sku, string location) => Locked<(decimal, int)?>(() =>
        state.Levels.Values.FirstOrDefault(level => level.Variant.Sku == sku && level.Location.Id == location) is { } level ? (level.Variant.Price, level.Available) : null);

    /// <summary>The shop's locations.</summary>
    public IReadOnlyList<(string Id, string Name)> Locations => Locked(() => state.Locations.Values.Select(row => (row.Id, row.Name)).ToList());

    /// <summary>A customer places and pays an order; the stock is taken at once.</summary>
    /// <exception cref="InvalidOperationException">The shop does not have the goods, or a discount does not fit; nothing was sold.</exception>
    public ShopOrder PlaceOrder(ShopBasket basket) => Locked(() =>
    {
        if (basket.ShippingDiscount < 0 || basket.ShippingDiscount > basket.Shipping)
        {
            throw new InvalidOperationException($"A discount of {basket.ShippingDiscount} does not fit a shipping charge of {basket.Shipping}.");
        }

        var now = time.GetUtcNow();
        var location = state.Locations[basket.Location];
        var rate = basket.PresentmentRate;
        Bag Both(decimal shop) => new(shop, decimal.Round(shop * rate, 2, MidpointRounding.AwayFromZero));
        Check(basket, location);
        var parts = Allocate(basket, location);
        var lines = basket.Lines.Select((line, index) => Sell(line, parts[index], location, Both, now)).ToList();
        var off = lines.Sum(line => line.Net.Shop) >= settings.FreeShippingFrom ? Both(basket.Shipping) : Both(basket.ShippingDiscount);
        var total = lines.Aggregate(Both(basket.Shipping) - off + Both(basket.Tip) + Both(basket.Duty) + Both(basket.Fee), (sum, line) => sum + line.Net + Added(line.Tax));
        var id = state.NewId("Order");
        var order = new OrderRow
        {
            Id = id, Name = $"#{1000 + state.Orders.Count + 1}", Customer = basket.Customer is { } customer ? state.Customers[customer] : null, Location = location, Currency = settings.Currency,
            Presentment = basket.PresentmentCurrency ?? settings.Currency, Rate = rate, Lines = lines, Shipping = Both(basket.Shipping), ShippingDiscount = off, ShippingId = state.NewId("ShippingLine"), Tip = Both(basket.Tip), Total = total, Duty = Both(basket.Duty), Fee = Both(basket.Fee), Basket = basket, Risk = basket.Risk,
            Transactions = [new(state.NewId("OrderTransaction"), "SALE", "shopify_payments", total, now)], CreatedAt = now, UpdatedAt = now,
        };
        order.Tags.AddRange(basket.Tags);
        state.Orders[id] = order;
        payments.Charge(order, order.Transactions[0]);
        Route(order, order.Lines, now);
        agreements.Placed(order, now);
        hooks.Order(order, "ORDERS_CREATE");
        hooks.Order(order, "ORDERS_PAID");
        return ToFact(order);
    });

    /// <summary>A clerk refunds units of an order and puts them back to stock or not, with the import duty or without.</summary>
    /// <exception cref="InvalidOperationException">More would be refunded than was sold.</exception>
    public ShopRefund Refund(string orderId, IReadOnlyList<(string Line, int Units)> units, bool restock, bool duty = false) => Locked(() =>
    {
        var order = state.Orders[orderId];
        var now = time.GetUtcNow();
        var lines = units.Select(item => Take(order, order.Lines.Single(line => line.Id == item.Line), item.Units, restock, now)).ToList();
        var refund = GiveBack(order, lines, new Bag(0, 0), now, duty);
        return new ShopRefund(refund.Id, orderId, restock, refund.Total.Shop, [.. lines.Select(line => (line.Line.Id, line.Line.Variant.Sku, line.Units, line.Line.UnitPrice.Shop))]);
    });

    private RefundRow GiveBack(OrderRow order, List<RefundLineRow> lines, Bag extras, DateTimeOffset now, bool duty)
    {
        var paid = duty ? order.Duty - order.Refunds.Aggregate(new Bag(0, 0), (sum, refund) => sum + refund.Duty) : new Bag(0, 0);
        var total = lines.Aggregate(extras + paid, (sum, line) => sum + line.Subtotal + Added(line.Tax));
        var refund = new RefundRow { Id = state.NewId("Refund"), Order = order, Lines = lines, Total = total, Extras = extras, Duty = paid, Transaction = new(state.NewId("OrderTransaction"), "REFUND", "shopify_payments", total, now), At = now };
        state.Refunds[refund.Id] = refund;
        order.Refunds.Add(refund);
        agreements.Refunded(refund);
        payments.Refund(order, refund.Transaction!);
        order.UpdatedAt = now;
        hooks.Refund(refund);
        hooks.Order(order, "ORDERS_UPDATED");
        return refund;
    }

    private static ShopOrder ToFact(OrderRow order) => new(
        order.Id, order.Name, order.Customer?.Id, order.Location.Id, order.Total.Shop + order.Edited.Shop,
        [.. order.Lines.Where(line => line.Units > line.Removed).Select(line => new ShopOrderLine(line.Id, line.Variant.Sku, line.Units - line.Removed, line.UnitPrice.Shop, (line.UnitPrice.Shop * (line.Units - line.Removed)) - (line.Net.Shop - line.RemovedNet), line.Returned))])
    {
        IsEdited = order.IsEdited, IsTipped = order.Tip.Shop != 0, IsCancelled = order.CancelledAt is not null,
    };

    private void Check(ShopBasket basket, LocationRow location)
    {
        foreach (var line in basket.Lines.GroupBy(line => line.Sku))
        {
            var (level, units, discount) = (LevelOf(line.Key, location), line.Sum(one => one.Units), line.Sum(one => one.Discount));
            if (level is null || level.Available < units)
            {
                throw new StaleBasketException($"The shop does not have {units} of {line.Key} at {location.Name}.");
            }

            if (discount > level.Variant.Price * units)
            {
                throw new StaleBasketException($"A discount of {discount} is more than the {units} of {line.Key} cost.");
            }
        }
    }

    /// <summary>Each line takes its share of the discount on the order, in whole cents.</summary>
    private List<decimal> Allocate(ShopBasket basket, LocationRow location)
    {
        if (basket.OrderDiscount == 0)
        {
            return [.. basket.Lines.Select(_ => 0m)];
        }

        var nets = basket.Lines.Select(line => ((LevelOf(line.Sku, location)?.Variant.Price ?? 0) * line.Units) - line.Discount).ToList();
        var (left, total) = (basket.OrderDiscount, nets.Sum());
        if (left < 0 || left > total || left != decimal.Round(left, 2))
        {
            var message = $"A discount of {left} does not fit goods of {total}.";
            throw left > total ? new StaleBasketException(message) : new InvalidOperationException(message);
        }

        var parts = new List<decimal>();
        foreach (var net in nets)
        {
            // Shares are rounded up, so that what is left always fits into the lines that are left.
            var part = total == 0 ? 0 : Math.Min(Math.Min(net, left), Math.Ceiling(left * net / total * 100) / 100);
            parts.Add(part);
            (left, total) = (left - part, total - net);
        }

        return parts;
    }

    private LevelRow? LevelOf(string sku, LocationRow location) => state.Levels.Values.FirstOrDefault(row => row.Variant.Sku == sku && row.Location == location);

    private OrderLineRow Sell((string Sku, int Units, decimal Discount) line, decimal part, LocationRow location, Func<decimal, Bag> both, DateTimeOffset now)
    {
        var level = LevelOf(line.Sku, location)!;
        level.Available -= line.Units;
        level.Committed += line.Units;
        level.UpdatedAt = now;
        hooks.Level(level);
        var net = (level.Variant.Price * line.Units) - line.Discount - part;
        var tax = decimal.Round(net * settings.TaxRate / (settings.TaxesIncluded ? 1 + settings.TaxRate : 1), 2, MidpointRounding.AwayFromZero);
        return new() { Id = state.NewId("LineItem"), Variant = level.Variant, Units = line.Units, UnitPrice = both(level.Variant.Price), Discount = both(line.Discount), OrderDiscount = both(part), Tax = both(tax) };
    }

    private RefundLineRow Take(OrderRow order, OrderLineRow line, int units, bool restock, DateTimeOffset now)
    {
        if (units < 1 || line.Gone + units > line.Units)
        {
            throw new InvalidOperationException($"{units} units of {line.Id} can't be refunded: {line.Units} were sold, {line.Returned} came back, {line.Removed} were taken off.");
        }

        // The last units take what rounding left over, so that a line is never refunded above what was paid.
        var (before, taxBefore) = (Share(order, line, line.Net, line.Gone), Share(order, line, line.Tax, line.Gone));
        var waiting = Math.Max(0, line.Units - line.Fulfilled - line.Gone);
        line.Returned += units;
        var (subtotal, tax) = (Share(order, line, line.Net, line.Gone) - before, Share(order, line, line.Tax, line.Gone) - taxBefore);
        Withdraw(order, line, Math.Min(units, waiting));
        if (restock && state.Levels.TryGetValue((line.Variant.Item, order.Location.Id), out var level))
        {
            level.Available += units;
            level.Committed = Math.Max(0, level.Committed - Math.Min(units, waiting));
            level.UpdatedAt = now;
            hooks.Level(level);
        }

        return new(state.NewId("RefundLineItem"), line, units, restock, restock ? order.Location : null, subtotal, tax);
    }

    private Bag Added(Bag tax) => settings.TaxesIncluded ? new(0, 0) : tax;

    private static Bag Share(OrderRow order, OrderLineRow line, Bag whole, int units) =>
        units == line.Units ? whole : order.BagOf(decimal.Round(whole.Shop * units / line.Units, 2, MidpointRounding.AwayFromZero));
}
