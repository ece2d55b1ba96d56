namespace RetailConnect.Sync.Engine;

/// <summary>Links the places of all connections: by the settings, by code, or by name.</summary>
internal sealed class LocationLinker(TenantRuntime runtime, EngineParts parts)
{
    private const int MostPages = 1000;

    /// <summary>Links what can be read, and opens the connections whose places are known. One that is away keeps nobody else: it is opened when it was linked before, and waits when it never was.</summary>
    /// <returns>What was away, and why.</returns>
    public async ValueTask<IReadOnlyList<(string Connection, string Reason)>> LinkAsync(CancellationToken cancellationToken)
    {
        var read = new List<(string Connection, Location Location)>();
        var away = new List<(string Connection, string Reason)>();
        foreach (var connection in runtime.Connections.Values)
        {
            if (connection.Connection.Part<IChangeSource<Location>>() is { } source)
            {
                var began = connection.Pauses;
                try
                {
                    read.AddRange((await ReadAllAsync(source, cancellationToken)).Select(location => (connection.Name, location)));
                    connection.Answered(this, began);
                }
                catch (Exception fault) when (fault is not (OperationCanceledException or StoreException))
                {
                    away.Add((connection.Name, fault is ConnectorException ? fault.Message : $"{fault.GetType().Name} in the connector."));
                    if (fault is ConnectorException { Kind: FaultKind.Unauthorized })
                    {
                        // With a wrong key no stream and no lane ever begins, so nobody else would say so.
                        connection.Pause(this, parts.Recovery.PauseAfterRefusal);
                    }
                }
            }
        }

        // A code names a place for certain; names follow the places that have one.
        var codes = read.Where(item => item.Location.Code is not null).ToList();

        // What the settings say holds for a connector too that lists no places, or not this one.
        var links = runtime.Definition.Locations.Select(mapping => new CrosswalkLink(new(runtime.Tenant, EntityType.Location, mapping.Connection), new CanonicalId(mapping.Code), mapping.External, null)).ToList();
        var unnamed = new HashSet<string>();
        foreach (var (connection, location) in read)
        {
            if (IsMapped(connection, location.Id))
            {
                continue;
            }

            var code = location.Code ?? codes.FirstOrDefault(item => Same(item.Location.Code, location.Name) || Same(item.Location.Name, location.Name)).Location?.Code;
            if (code is not null)
            {
                links.Add(new(new(runtime.Tenant, EntityType.Location, connection), new CanonicalId(code), location.Id, null));
            }
            else if (away.Count > 0)
            {
                // The one that is away may give this place its code.
                unnamed.Add(connection);
            }
        }

        await parts.Writer.CommitAsync(new StoreCommit { Links = links }, cancellationToken);
        var now = parts.Time.GetUtcNow();
        foreach (var connection in runtime.Connections.Values)
        {
            if (away.All(item => item.Connection != connection.Name) && !unnamed.Contains(connection.Name))
            {
                await parts.Writer.CommitAsync(new StoreCommit { Checkpoint = new(KeyOf(connection.Name), new Cursor("linked"), now) }, cancellationToken);
                connection.Open();
            }
            else if (await parts.Checkpoints.LoadAsync(KeyOf(connection.Name), cancellationToken) is not null)
            {
                connection.Open();
            }
        }

        return away;
    }

    private StreamKey KeyOf(string connection) => new(runtime.Tenant, connection, EntityType.Location);

    private static async ValueTask<List<Location>> ReadAllAsync(IChangeSource<Location> source, CancellationToken cancellationToken)
    {
        var all = new List<Location>();
        Cursor? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var read = await source.ReadAsync(new(cursor, 100, TimeSpan.Zero), cancellationToken);
            all.AddRange(read.Changes.Select(change => change.Value).OfType<Location>());
            if (!read.More)
            {
                break;
            }

            cursor = read.Next;
        }

        return all;
    }

    private static bool Same(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private bool IsMapped(string connection, ExternalId id) => runtime.Definition.Locations.Any(mapping => mapping.Connection == connection && mapping.External == id);
}
