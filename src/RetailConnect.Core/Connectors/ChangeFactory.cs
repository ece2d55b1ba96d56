namespace RetailConnect;

/// <summary>Makes changes.</summary>
public static class Change
{
    /// <summary>An entity that was created or updated.</summary>
    public static Change<T> Upserted<T>(ExternalId entity, string version, T value)
        where T : class => new() { Entity = entity, Version = version, Value = value };

    /// <summary>An entity that its system reports as deleted.</summary>
    public static Change<T> Deleted<T>(ExternalId entity, string version)
        where T : class => new() { Entity = entity, Version = version };

    /// <summary>An entity that was read but can't be mapped.</summary>
    public static Change<T> Unreadable<T>(ExternalId entity, string version, ConnectorException fault)
        where T : class => new() { Entity = entity, Version = version, Fault = fault };
}
