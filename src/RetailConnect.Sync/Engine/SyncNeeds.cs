namespace RetailConnect.Sync.Engine;

/// <summary>What a sync needs of its connections, and which of it they lack; each text names the sync, the connection and what the connection can do instead.</summary>
internal static class SyncNeeds
{
    public static IEnumerable<string> Unmet(SyncDefinition sync, IReadOnlyDictionary<string, ConnectionRuntime> connections)
    {
        var unknown = sync.From.Concat(sync.To).Distinct().Where(name => !connections.ContainsKey(name)).ToList();
        if (unknown.Count > 0)
        {
            return unknown.Select(name => $"there is no connection named '{name}'. Known: {string.Join(", ", connections.Keys.Order())}.");
        }

        if (sync.To.All(target => sync.From.All(origin => origin == target)))
        {
            return [$"it reads from '{sync.To[0]}' and writes to '{sync.To[0]}', and what a system says is never written back to it: nothing would ever flow. Name another connection."];
        }

        return [.. sync.From.Select(name => Source(sync, connections[name])).OfType<string>(), .. sync.To.Select(name => Sink(sync, connections[name])).OfType<string>()];
    }

    private static string? Source(SyncDefinition sync, ConnectionRuntime origin) => origin.Source(sync.Type) switch
    {
        null => $"it reads {sync.Type} from '{origin.Name}', but {System(origin)} can't read it. {Instead(origin)}",
        { Changes: false } => $"it reads {sync.Type} from '{origin.Name}', but {System(origin)} can't list what changed, so whatever no webhook tells would never be found. {Instead(origin)}",
        _ when sync.Options is CatalogOptions { PriceSchedule: not null } && origin.Connection.Part<IEntitySource<Product>>() is null =>
            $"it has a PriceSchedule, but {System(origin)} can't read {sync.Type} by id (it has no IEntitySource<Product>), so no product could be looked at when a price begins or ends.",
        _ when sync.Options is CustomersOptions { Survivorship.IsOn: true } && origin.Connection.Part<IEntitySource<Customer>>() is null =>
            $"it has rules of survivorship, but {System(origin)} can't read {sync.Type} by id (it has no IEntitySource<Customer>), so what '{origin.Name}' says could not be asked for when another source changes.",
        _ when sync.Options is CustomersOptions { Likeness: not null } && origin.Connection.Part<IEntitySource<Customer>>() is null =>
            $"it matches customers by likeness, but {System(origin)} can't read {sync.Type} by id (it has no IEntitySource<Customer>), so nobody of '{origin.Name}' could be compared with a new one.",
        _ => null,
    };

    private static string? Sink(SyncDefinition sync, ConnectionRuntime target)
    {
        if (target.Sink(sync.Type) is not { } sink)
        {
            return $"it writes {sync.Type} to '{target.Name}', but {System(target)} can't write it. {Instead(target)}";
        }

        // Stock is swapped against the figure that was seen, or a sale in between is put back on sale.
        return (sync.Type == EntityType.StockLevel, target.Connection.Part<IBatchSink<StockLevel>>(), target.Connection.Part<IEntitySource<StockLevel>>()) switch
        {
            (true, null, _) => $"it writes {sink.Type} to '{target.Name}', but the stock sink of {System(target)} is no IBatchSink<StockLevel>, so nothing could be swapped safely.",
            (true, _, null) => $"it writes {sink.Type} to '{target.Name}', but {System(target)} can't read stock by id (it has no IEntitySource<StockLevel>), so nothing could be swapped safely.",
            _ => null,
        };
    }

    private static string System(ConnectionRuntime connection) => connection.Connection.Context.System;

    private static string Instead(ConnectionRuntime connection) => connection.Connection.Describe() is { Count: > 0 } lines
        ? $"What '{connection.Name}' can: {string.Join("; ", lines.Select(line => line.Split(':', ';')[0]))}."
        : $"'{connection.Name}' declares nothing.";
}
