using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Catalog;
using RetailConnect.Sync.Customers;
using RetailConnect.Sync.Erasing;
using RetailConnect.Sync.Inventory;
using RetailConnect.Sync.Kits;
using RetailConnect.Sync.Middleware;
using RetailConnect.Sync.Orders;
using RetailConnect.Sync.Payouts;
using RetailConnect.Sync.Reconciliation;
using RetailConnect.Sync.Returns;
using RetailConnect.Sync.Shipments;

namespace RetailConnect.Sync.Engine;

/// <summary>Catalogue syncs.</summary>
internal sealed class CatalogComposer(TenantRuntime runtime, EngineParts parts, IServiceProvider host) : SyncComposer<Product>(runtime, parts, host)
{
    protected override IntakeRule<Product> Intake => field ??= new CatalogIntake(Prices, Parts);

    private PriceBook Prices => field ??= new(Runtime.Definition, Syncs, type => (IPriceSchedule)ActivatorUtilities.GetServiceOrCreateInstance(Host, type), Parts.Time);

    private IReadOnlyDictionary<LaneKey, PendingProofs> Proofs => field ??= (
        from sync in Syncs
        where ((CatalogOptions)sync.Options).ProveAfter is not null && !sync.Options.DryRun
        from target in sync.To
        where Runtime.Connections[target].Snapshot(EntityType.Product) is not null
        select KeyValuePair.Create(new LaneKey(Runtime.Tenant, sync.Name, target), new PendingProofs(((CatalogOptions)sync.Options).ProveAfter!.Value, Parts.Time))).ToDictionary();

    protected override CompletionRule<Product>? Completion => Proofs.Count > 0 ? new CatalogCompletion(Proofs, Parts.Crosswalk) : null;

    protected override ComparisonRule<Product> Comparison(SyncDefinition sync, ConnectionRuntime target) => new CatalogComparison(Prices, sync.From.Any(origin => Prices.ScheduleOf(origin) is not null));

    protected override IBatchSink<Product> Guard(SyncDefinition sync, ConnectionRuntime target, IBatchSink<Product> sink)
    {
        var options = (CatalogOptions)sync.Options;
        return target.Connection.Part<ISnapshotSource<Product>>() is { } source
            ? new CatalogWriter(sink, new(source, target), new(target, options.MatchBy, Parts), new(options))
            : sink;
    }

    protected override IReadOnlyList<PipelineStep<Product>> Gates(SyncDefinition sync) => [new("blocked", new BlockedItem(((CatalogOptions)sync.Options).WhenBlocked)), new("price switched", new PriceSwitched(Parts.Time))];

    protected override Agenda? AgendaOf(StreamKey stream)
    {
        if (Parts.Appointments is not { } appointments)
        {
            return null;
        }

        var news = Prices.ScheduleOf(stream.Connection) is { } schedule ? new PriceNewsReader(stream, schedule, Syncs.Max(sync => sync.Options.MostPages), Parts, Logs.CreateLogger<PriceNewsReader>()) : null;
        return new(stream, appointments, news, Parts);
    }

    protected override PendingProofs? ProofsOf(LaneKey lane) => Proofs.GetValueOrDefault(lane);
}

/// <summary>Syncs of price lists.</summary>
internal sealed class PriceListsComposer(TenantRuntime runtime, EngineParts parts, IServiceProvider host) : SyncComposer<ListPrice>(runtime, parts, host)
{
    protected override IntakeRule<ListPrice> Intake { get; } = new ListPriceIntake();

    protected override IBatchSink<ListPrice> Guard(SyncDefinition sync, ConnectionRuntime target, IBatchSink<ListPrice> sink) =>
        new ListPriceWriter(sink, () => Runtime.Lanes.Any(lane => lane.Key.Target == target.Name && lane.Type == EntityType.Product && lane.IsBusy));
}

/// <summary>Customer syncs.</summary>
internal sealed class CustomersComposer(TenantRuntime runtime, EngineParts parts, IServiceProvider host) : SyncComposer<Customer>(runtime, parts, host)
{
    protected override IntakeRule<Customer> Intake => field ??= new ErasedIntake(new CustomerIntake(Parts.Crosswalk, Syncs.Any(IsByLikeness)), Parts.Crosswalk);

    protected override IReadOnlyList<PipelineStep<Customer>> Doors => [new("erased", new ErasedCustomer(Parts.Crosswalk, Parts.Erasures))];

    private LikeProfiles Profiles => field ??= new(Parts.Crosswalk, [.. Syncs.SelectMany(sync => sync.From).Distinct().Select(name => Runtime.Connections[name])]);

    protected override IReadOnlyList<PipelineStep<Customer>> Contents(SyncDefinition sync) => sync.Options is CustomersOptions { Survivorship: { IsOn: true } rules }
        ? [new("survivorship", new Survive(new(rules), new(Parts, [.. sync.From.Select(name => Runtime.Connections[name])]), Logs.CreateLogger<Survive>()))]
        : [];

    public static bool IsByLikeness(SyncDefinition sync) => sync.Options is CustomersOptions { Likeness: not null };

    protected override IReadOnlyList<PipelineStep<Customer>> Gates(SyncDefinition sync) =>
    [
        new("merged profile", new MergedProfile(Parts)),
        .. IsByLikeness(sync) ? [new PipelineStep<Customer>("likeness", Likeness(sync))] : (PipelineStep<Customer>[])[],
    ];

    private LikenessGate Likeness(SyncDefinition sync) => Parts.History is null
        ? throw new InvalidOperationException($"Tenant '{Runtime.Tenant}', sync '{sync.Name}': it matches customers by likeness, but the store can't find them by their ids: it has no IEntityHistory.")
        : new(Runtime, sync, Profiles, Parts, Logs.CreateLogger<LikenessGate>());
}

/// <summary>Order and loyalty syncs.</summary>
internal sealed class OrdersComposer(TenantRuntime runtime, EngineParts parts, IServiceProvider host) : SyncComposer<Order>(runtime, parts, host)
{
    private UnpostedSales Unposted => field ??= new(Runtime.Bell.StockSource, Syncs, Parts) { Exposure = Runtime.Exposure };

    private SoldKits Sold => field ??= new(Runtime.Kits, Parts.Crosswalk);

    protected override IntakeRule<Order> Intake => field ??= new ReturningBuyers(new OrderIntake(Unposted, Sold, Parts.Crosswalk), Runtime, Parts);

    protected override CompletionRule<Order>? Completion => field ??= new OrderCompletion(Unposted, Sold);

    protected override IReadOnlyList<PipelineStep<Order>> Gates(SyncDefinition sync) =>
    [
        new("order gate", new OrderGate((OrdersOptions)sync.Options)),
        new("called off unposted", new CalledOffUnposted(target => Runtime.Connections[target].Connection, sync.Options.DryRun)),
        new("order rules", new RuledOrders((OrdersOptions)sync.Options)),
        new("erased buyer", new ErasedBuyer(Parts.Crosswalk)),
        new("customer first", new Prerequisite<Order>(Parts, EntityType.Customer, CustomerAsync)),
        .. Runtime.Definition.Syncs.Any(CustomersComposer.IsByLikeness) ? [new PipelineStep<Order>("customer undecided", new UndecidedCustomer(Parts))] : (PipelineStep<Order>[])[],
        new("no member", new NoMember(Parts)),
        new("credited before", new CreditedBefore(Parts, target => AmendsDocuments(target))),
        .. Runtime.Kits.IsUsed && !((OrdersOptions)sync.Options).KitsAsSold ? [new PipelineStep<Order>("kits", new OrderKits(Sold, Parts))] : (PipelineStep<Order>[])[],
    ];

    /// <summary>A loyalty engine shows the state of orders, an ERP documents or what is booked of their payments. An order that was called off need not be in an ERP: it was taken back, or never posted.</summary>
    protected override ComparisonRule<Order> Comparison(SyncDefinition sync, ConnectionRuntime target)
    {
        var (taken, shown) = (Taken(sync), target.Snapshot(EntityType.Order)!.Fields);
        return shown.Contains(ObservedField.State)
            ? new SessionComparison(new(Runtime.Tenant, sync.Name, target.Name), taken, KeepsParts(target.Name) ? null : new(target.Name, Runtime), new(target, Runtime), Parts.Crosswalk)
            : shown.Contains(ObservedField.Paid)
            ? new DocumentComparison<Order>(sync.From, order => taken(order) ? BookedPayments.Of(order) : null, ObservedField.Paid)
            : new DocumentComparison<Order>(sync.From, order => order.Status is OrderStatus.Cancelled || !taken(order) ? null : order.Total.Shop);
    }

    /// <summary>Says which orders a sync brings.</summary>
    private static Func<Order, bool> Taken(SyncDefinition sync)
    {
        var (options, rules) = ((OrdersOptions)sync.Options, new RuledOrders((OrdersOptions)sync.Options));
        return order => !(order.PlacedAt < options.PlacedFrom) && rules.Takes(order);
    }

    private ValueTask<CanonicalId?> CustomerAsync(Envelope<Order> envelope, CancellationToken cancellationToken) => envelope.Value.Customer is { } customer
        ? Parts.Crosswalk.FindCanonicalAsync(new(envelope.Tenant, EntityType.Customer, envelope.Origin), customer.Id, cancellationToken)
        : new(default(CanonicalId?));
}

/// <summary>Return syncs.</summary>
internal sealed class ReturnsComposer(TenantRuntime runtime, EngineParts parts, IServiceProvider host) : SyncComposer<Return>(runtime, parts, host)
{
    private UnpostedSales Unposted => field ??= new(Runtime.Bell.StockSource, Syncs, Parts);

    private SoldKits Sold => field ??= new(Runtime.Kits, Parts.Crosswalk);

    protected override IntakeRule<Return> Intake => field ??= new ReturnIntake(Unposted, Sold, Parts.Crosswalk, () => Runtime.Bell.StockSource is { } erp && TakesBack(erp), RestockingOf);

    protected override CompletionRule<Return>? Completion => field ??= new ReturnCompletion(Unposted, Sold, Parts.Crosswalk);

    protected override IReadOnlyList<PipelineStep<Return>> Gates(SyncDefinition sync) =>
    [
        new("return gate", new ReturnGate()),
        new("order called off", new OrderCalledOff(TakesBack)),
        new("order edited", new OrderEdited(TakesBack, target => AmendsDocuments(target))),
        new("order first", new Prerequisite<Return>(Parts, EntityType.Order, OrderAsync)),
        new("order not posted", new OrderNotPosted(Parts)),
        new("pending refund", new PendingRefund(Parts, (ReturnsOptions)sync.Options, channel => Runtime.Connections[channel])),
        new("over-refund", new OverRefund(Parts, Channels)),
        .. Runtime.Kits.IsUsed ? [new PipelineStep<Return>("kits", new ReturnKits(Sold, target => KeepsParts(target), Parts))] : (PipelineStep<Return>[])[],
    ];

    /// <summary>What becomes of goods that come back in a channel.</summary>
    private Restocking RestockingOf(string channel) => Runtime.Definition.Syncs.Where(sync => sync.From.Contains(channel)).Select(sync => sync.Options).OfType<ReturnsOptions>().Select(options => options.Restocking).FirstOrDefault();

    /// <summary>Connections that sell or take back.</summary>
    private IReadOnlyList<ConnectionRuntime> Channels =>
        [.. Runtime.Definition.Syncs.Where(sync => sync.Type == EntityType.Order || sync.Type == EntityType.Return).SelectMany(sync => sync.From).Distinct().Select(name => Runtime.Connections[name])];

    /// <summary>What belongs to an order that was called off or edited the order itself says.</summary>
    protected override ComparisonRule<Return> Comparison(SyncDefinition sync, ConnectionRuntime target) =>
        new DocumentComparison<Return>(sync.From, taken => taken.CalledOff is true || taken.OfEdit is true ? null : taken.Total.Shop);

    /// <summary>True when orders go to a target that takes those back that were called off, and shortens those that were edited.</summary>
    private bool TakesBack(string target) => Runtime.Connections[target].Sink(EntityType.Order) is { Amends: true } && Runtime.Lanes.Any(lane => lane.Key.Target == target && lane.Type == EntityType.Order);

    private ValueTask<CanonicalId?> OrderAsync(Envelope<Return> envelope, CancellationToken cancellationToken) =>
        OrderNumbers.FindOrderAsync(Parts.Crosswalk, envelope.Tenant, envelope.Origin, envelope.Value.Order, cancellationToken);
}

/// <summary>Shipment syncs.</summary>
internal sealed class ShipmentsComposer(TenantRuntime runtime, EngineParts parts, IServiceProvider host) : SyncComposer<Shipment>(runtime, parts, host)
{
    protected override IntakeRule<Shipment> Intake { get; } = new ShipmentIntake();

    protected override IReadOnlyList<PipelineStep<Shipment>> Gates(SyncDefinition sync) =>
        [new("shipment gate", new ShipmentGate()), new("order first", new Prerequisite<Shipment>(Parts, EntityType.Order, OrderAsync)), new("order of target", new OrderOfTarget(Parts, [.. Runtime.Connections.Keys])),
            .. Runtime.Kits.IsUsed ? [new PipelineStep<Shipment>("kits", new ShipmentKits(new(Runtime.Kits, Parts.Crosswalk), target => KeepsParts(target), Parts))] : (PipelineStep<Shipment>[])[]];

    private ValueTask<CanonicalId?> OrderAsync(Envelope<Shipment> envelope, CancellationToken cancellationToken) =>
        OrderNumbers.FindOrderAsync(Parts.Crosswalk, envelope.Tenant, envelope.Origin, envelope.Value.Order, cancellationToken);
}

/// <summary>Payout syncs.</summary>
internal sealed class PayoutsComposer(TenantRuntime runtime, EngineParts parts, IServiceProvider host) : SyncComposer<Payout>(runtime, parts, host)
{
    protected override IntakeRule<Payout> Intake { get; } = new PayoutIntake();

    protected override IReadOnlyList<PipelineStep<Payout>> Gates(SyncDefinition sync) => [new("payout gate", new PayoutGate((PayoutsOptions)sync.Options))];

    protected override ComparisonRule<Payout> Comparison(SyncDefinition sync, ConnectionRuntime target)
    {
        var options = (PayoutsOptions)sync.Options;
        return new PayoutComparison(payout => !(payout.IssuedAt < options.IssuedFrom), token => CatchUpAsync(sync, token));
    }

    private Task CatchUpAsync(SyncDefinition sync, CancellationToken cancellationToken) =>
        Task.WhenAll(Runtime.Streams.Where(stream => stream.Key.Type == EntityType.Payout && sync.From.Contains(stream.Key.Connection)).Select(stream => stream.CatchUpAsync(cancellationToken)));
}

/// <summary>Inventory syncs.</summary>
internal sealed class InventoryComposer(TenantRuntime runtime, EngineParts parts, IServiceProvider host) : SyncComposer<StockLevel>(runtime, parts, host)
{
    protected override IntakeRule<StockLevel> Intake => field ??= new StockIntake(Runtime.Kits, [.. Syncs.SelectMany(sync => ((InventoryOptions)sync.Options).Groups)], Parts.Crosswalk);

    protected override IBatchSink<StockLevel> Guard(SyncDefinition sync, ConnectionRuntime target, IBatchSink<StockLevel> sink) =>
        new StockWriter(sink, new(target, sync.From[0], Sellable(sync, target), Runtime.Exposure), new(token => CatchUpAsync(target.Name, token), () => CatalogIsBusy(target.Name)), ((InventoryOptions)sync.Options).MostZeroed, Parts);

    protected override ComparisonRule<StockLevel> Comparison(SyncDefinition sync, ConnectionRuntime target) =>
        new StockComparison(new(Runtime.Tenant, sync.Name, target.Name), token => CatchUpAsync(target.Name, token), Sellable(sync, target), Parts);

    private SellableStock Sellable(SyncDefinition sync, ConnectionRuntime target) => new(target.Name, Runtime.Connections[sync.From[0]], Runtime.Kits, (InventoryOptions)sync.Options, Parts);

    private bool CatalogIsBusy(string target) => Runtime.Lanes.Any(lane => lane.Key.Target == target && lane.Type == EntityType.Product && lane.IsBusy);

    /// <summary>Reads the target's own sales, when a sync posts them. While they can't be read the stock is not to blame: it waits.</summary>
    private async Task CatchUpAsync(string target, CancellationToken cancellationToken)
    {
        try
        {
            await (Runtime.Streams.FirstOrDefault(stream => stream.Key.Connection == target && stream.Key.Type == EntityType.Order)?.CatchUpAsync(cancellationToken) ?? Task.CompletedTask);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or StoreException or ConnectorException { Kind: FaultKind.Transient or FaultKind.Throttled or FaultKind.Unauthorized }))
        {
            throw new ConnectorException(FaultKind.Transient, $"The sales of '{target}' can't be read, so its stock is not written: {exception.Message}", exception) { Reason = "sales-unknown", MayHaveTakenEffect = false };
        }
    }
}
