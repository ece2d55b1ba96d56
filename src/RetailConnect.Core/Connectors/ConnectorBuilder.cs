using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace RetailConnect;

/// <summary>Declares the parts of a connector; they are built once for each connection, in a container of the connection's own.</summary>
/// <remarks>Parts may ask for <typeparamref name="TOptions"/>, <see cref="ConnectionContext"/>, <see cref="ConnectionLinks"/>, <see cref="ConnectionImages"/>, <see cref="VendorAccounts"/>, <see cref="TimeProvider"/>, <see cref="Chance"/> and loggers.</remarks>
/// <typeparam name="TOptions">Settings of one connection.</typeparam>
public sealed class ConnectorBuilder<TOptions>
    where TOptions : class, new()
{
    private const DynamicallyAccessedMemberTypes Constructors = DynamicallyAccessedMemberTypes.PublicConstructors;

    internal ConnectorBuilder(IServiceCollection services, ConnectionContext connection, TOptions options)
    {
        Services = services;
        Connection = connection;
        Options = options;
    }

    /// <summary>The connection's own container.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The connection that is being opened.</summary>
    public ConnectionContext Connection { get; }

    /// <summary>Settings of the connection that is being opened.</summary>
    public TOptions Options { get; }

    /// <summary>Capabilities declared so far.</summary>
    internal List<Capability> Capabilities { get; } = [];

    /// <summary>Checks the settings before the connection is opened.</summary>
    public ConnectorBuilder<TOptions> AddValidator<TValidator>()
        where TValidator : class, IValidateOptions<TOptions>, new()
    {
        var result = new TValidator().Validate(Connection.Name, Options);
        if (result.Failed)
        {
            throw new OptionsValidationException(Connection.ToString(), typeof(TOptions), [.. result.Failures.Select(failure => $"{Connection}: {failure}")]);
        }

        return this;
    }

    /// <summary>Adds a source of one canonical type; when it is also an <see cref="IEntitySource{T}"/> the connection can read by id.</summary>
    /// <param name="entitiesAtOnce">Most ids that one read by id takes.</param>
    public ConnectorBuilder<TOptions> AddSource<T, [DynamicallyAccessedMembers(Constructors)] TSource>(int entitiesAtOnce = 50)
        where T : class
        where TSource : class
    {
        Services.TryAddSingleton<TSource>();
        var reads = typeof(IChangeSource<T>).IsAssignableFrom(typeof(TSource));
        var readsById = typeof(IEntitySource<T>).IsAssignableFrom(typeof(TSource));
        if (!reads && !readsById)
        {
            throw new InvalidOperationException($"{typeof(TSource).Name} is neither IChangeSource<{typeof(T).Name}> nor IEntitySource<{typeof(T).Name}>.");
        }

        if (reads)
        {
            Services.AddSingleton(provider => (IChangeSource<T>)provider.GetRequiredService<TSource>());
        }

        if (readsById)
        {
            Services.AddSingleton(provider => (IEntitySource<T>)provider.GetRequiredService<TSource>());
        }

        Capabilities.Add(new SourceCapability(EntityType.Of<T>(), reads, readsById ? entitiesAtOnce : 0));
        return this;
    }

    /// <summary>Adds a sink of one canonical type: an <see cref="IChangeSink{T}"/> or an <see cref="IBatchSink{T}"/>, with <see cref="ILookUp{T}"/> where the proof is a look-up, and <see cref="IAmendingSink{T}"/> where it amends.</summary>
    /// <param name="proof">How the sink proves one effect.</param>
    /// <param name="batch">Most envelopes that one call takes.</param>
    /// <param name="parallel">Most calls in flight at once.</param>
    public ConnectorBuilder<TOptions> AddSink<T, [DynamicallyAccessedMembers(Constructors)] TSink>(WriteProof proof = WriteProof.None, int batch = 1, int parallel = 4)
        where T : class
        where TSink : class
    {
        Services.TryAddSingleton<TSink>();
        if (typeof(IBatchSink<T>).IsAssignableFrom(typeof(TSink)))
        {
            Services.AddSingleton(provider => (IBatchSink<T>)provider.GetRequiredService<TSink>());
        }
        else if (typeof(IChangeSink<T>).IsAssignableFrom(typeof(TSink)))
        {
            Services.AddSingleton(provider => (IChangeSink<T>)provider.GetRequiredService<TSink>());
        }
        else
        {
            throw new InvalidOperationException($"{typeof(TSink).Name} is neither IChangeSink<{typeof(T).Name}> nor IBatchSink<{typeof(T).Name}>.");
        }

        if (typeof(ILookUp<T>).IsAssignableFrom(typeof(TSink)))
        {
            Services.AddSingleton(provider => (ILookUp<T>)provider.GetRequiredService<TSink>());
        }
        else if (proof is WriteProof.LookUp)
        {
            throw new InvalidOperationException($"{typeof(TSink).Name} declares LookUp but is no ILookUp<{typeof(T).Name}>.");
        }

        if (typeof(IAmendingSink<T>).IsAssignableFrom(typeof(TSink)))
        {
            Services.AddSingleton(provider => (IAmendingSink<T>)provider.GetRequiredService<TSink>());
        }

        Capabilities.Add(new SinkCapability(EntityType.Of<T>(), proof, batch, parallel)
        {
            LooksUp = typeof(ILookUp<T>).IsAssignableFrom(typeof(TSink)), Amends = typeof(IAmendingSink<T>).IsAssignableFrom(typeof(TSink)),
        });
        return this;
    }

    /// <summary>Adds a part that shows what the system holds of one canonical type, so that it can be compared with what it should hold.</summary>
    /// <param name="fields">Fields that each observation has, for example <see cref="ObservedField.Price"/>; only these are compared.</param>
    /// <param name="keysAtOnce">Most keys of one request by key.</param>
    public ConnectorBuilder<TOptions> AddSnapshot<T, [DynamicallyAccessedMembers(Constructors)] TSnapshot>(IReadOnlyList<string> fields, int keysAtOnce)
        where T : class
        where TSnapshot : class, ISnapshotSource<T> => AddSnapshot<T, TSnapshot>(new SnapshotCapability(EntityType.Of<T>(), fields, keysAtOnce));

    /// <summary>Adds a part that shows what the system holds of one canonical type where the system can only be asked by key: a request for all never reaches it.</summary>
    /// <param name="fields">Fields that each observation has; only these are compared.</param>
    /// <param name="keysAtOnce">Most keys of one request.</param>
    public ConnectorBuilder<TOptions> AddKeyedSnapshot<T, [DynamicallyAccessedMembers(Constructors)] TSnapshot>(IReadOnlyList<string> fields, int keysAtOnce)
        where T : class
        where TSnapshot : class, ISnapshotSource<T> => AddSnapshot<T, TSnapshot>(new SnapshotCapability(EntityType.Of<T>(), fields, keysAtOnce) { ByKeyOnly = true });

    /// <summary>Adds the part that gives the content of the pictures that the connection's products have.</summary>
    public ConnectorBuilder<TOptions> AddImages<[DynamicallyAccessedMembers(Constructors)] TImages>()
        where TImages : class, IImageSource
    {
        Services.TryAddSingleton<TImages>();
        Services.AddSingleton<IImageSource>(provider => provider.GetRequiredService<TImages>());
        Capabilities.Add(new ImageCapability());
        return this;
    }

    /// <summary>Adds the part that erases customers; without it a person has to do that in the system, by hand.</summary>
    public ConnectorBuilder<TOptions> AddEraser<[DynamicallyAccessedMembers(Constructors)] TEraser>()
        where TEraser : class, ICustomerEraser
    {
        Services.AddSingleton<ICustomerEraser, TEraser>();
        Capabilities.Add(new EraserCapability());
        return this;
    }

    /// <summary>Adds the part that checks webhooks and turns them into hints.</summary>
    public ConnectorBuilder<TOptions> AddWebhooks<[DynamicallyAccessedMembers(Constructors)] TVerifier>()
        where TVerifier : class, IWebhookVerifier
    {
        Services.AddSingleton<IWebhookVerifier, TVerifier>();
        Capabilities.Add(new WebhookCapability());
        return this;
    }

    /// <summary>Adds the part that keeps webhook subscriptions alive.</summary>
    public ConnectorBuilder<TOptions> AddSubscriptions<[DynamicallyAccessedMembers(Constructors)] TSubscriptions>()
        where TSubscriptions : class, IWebhookSubscriptions
    {
        Services.AddSingleton<IWebhookSubscriptions, TSubscriptions>();
        return this;
    }

    private ConnectorBuilder<TOptions> AddSnapshot<T, [DynamicallyAccessedMembers(Constructors)] TSnapshot>(SnapshotCapability capability)
        where T : class
        where TSnapshot : class, ISnapshotSource<T>
    {
        Services.TryAddSingleton<TSnapshot>();
        Services.AddSingleton<ISnapshotSource<T>>(provider => provider.GetRequiredService<TSnapshot>());
        Capabilities.Add(capability);
        return this;
    }
}
