using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RetailConnect.Testing;

/// <summary>The source of one type, whatever the type.</summary>
internal abstract partial class SourceSeam
{
    protected static readonly TimeSpan Overlap = TimeSpan.FromSeconds(5);

    private static readonly Dictionary<EntityType, Func<Connection, SourceSeam>> Known = new()
    {
        [EntityType.Product] = connection => new SourceSeam<Product>(connection),
        [EntityType.ListPrice] = connection => new SourceSeam<ListPrice>(connection),
        [EntityType.Location] = connection => new SourceSeam<Location>(connection),
        [EntityType.StockLevel] = connection => new SourceSeam<StockLevel>(connection),
        [EntityType.Order] = connection => new SourceSeam<Order>(connection),
        [EntityType.Customer] = connection => new SourceSeam<Customer>(connection),
        [EntityType.Return] = connection => new SourceSeam<Return>(connection),
        [EntityType.Shipment] = connection => new SourceSeam<Shipment>(connection),
        [EntityType.Payout] = connection => new SourceSeam<Payout>(connection),
        [EntityType.LoyaltyMember] = connection => new SourceSeam<LoyaltyMember>(connection),
    };

    public abstract bool Pages { get; }

    public abstract ValueTask<SeenPage> ReadAsync(Cursor? after, int size, CancellationToken cancellationToken);

    public abstract ValueTask<IReadOnlyList<Seen>> ReadAsync(IReadOnlyList<ExternalId> ids, CancellationToken cancellationToken);

    public static SourceSeam Of(EntityType type, Connection connection) => Known[type](connection);

    /// <summary>The canonical text of a value, in which times are instants; when a stock level was looked at is left out.</summary>
    protected static string Text<T>(T value)
        where T : class
    {
        var bare = value is StockLevel level ? (T)(object)(level with { ObservedAt = default }) : value;
        return Time().Replace(Encoding.UTF8.GetString(CanonicalJson.Serialize(bare)), match => DateTimeOffset.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture).UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("""(?<=")(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^"\\]*)(?:\\u002B(\d\d:\d\d))?(?=")""", RegexOptions.CultureInvariant)]
    private static partial Regex Time();
}
