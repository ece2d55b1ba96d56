namespace RetailConnect.EndToEnd.Tests;

/// <summary>A shop that tells what a test lets happen, in that order.</summary>
internal sealed class StallOptions
{
    public List<Change<Customer>> Customers { get; set; } = [];

    public List<Change<Order>> Orders { get; set; } = [];

    public List<Change<Return>> Returns { get; set; } = [];
}

internal sealed class StallConnector : IConnector<StallOptions>
{
    public static string SystemName => "stall";

    public static void Build(ConnectorBuilder<StallOptions> connector) => connector.AddSource<Customer, Source>().AddSource<Order, Source>().AddSource<Return, Source>();

    private sealed class Source(StallOptions stall) : IChangeSource<Customer>, IChangeSource<Order>, IChangeSource<Return>
    {
        ValueTask<ChangePage<Customer>> IChangeSource<Customer>.ReadAsync(ReadRequest request, CancellationToken cancellationToken) => new(After(stall.Customers, request));

        ValueTask<ChangePage<Order>> IChangeSource<Order>.ReadAsync(ReadRequest request, CancellationToken cancellationToken) => new(After(stall.Orders, request));

        ValueTask<ChangePage<Return>> IChangeSource<Return>.ReadAsync(ReadRequest request, CancellationToken cancellationToken) => new(After(stall.Returns, request));

        private static ChangePage<T> After<T>(List<Change<T>> happened, ReadRequest request)
            where T : class
        {
            var known = request.After is { } cursor ? int.Parse(cursor.Value, System.Globalization.CultureInfo.InvariantCulture) : 0;
            return new([.. happened.Skip(known)], new Cursor($"{happened.Count}"), More: false);
        }
    }
}
