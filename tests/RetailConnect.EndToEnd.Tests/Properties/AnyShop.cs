using System.Globalization;

namespace RetailConnect.EndToEnd.Tests.Properties;

/// <summary>A channel that may say anything which the canonical models can say: what a property test wants the systems behind it to hear.</summary>
internal sealed class AnyShop
{
    private readonly Lock gate = new();
    private readonly List<Change<Customer>> customers = [];
    private readonly List<Change<Order>> orders = [];
    private readonly List<Change<Return>> returns = [];

    public void Add(Customer customer) => Add(customers, customer.Id, customer);

    public void Sell(Order order) => Add(orders, order.Id, order);

    public void TakeBack(Return taken) => Add(returns, taken.Id, taken);

    /// <summary>What happened after a cursor, in its order.</summary>
    public ChangePage<T> Read<T>(ReadRequest request)
        where T : class
    {
        lock (gate)
        {
            var all = customers as IReadOnlyList<Change<T>> ?? orders as IReadOnlyList<Change<T>> ?? (IReadOnlyList<Change<T>>)(object)returns;
            var from = request.After is { } after ? int.Parse(after.Value, CultureInfo.InvariantCulture) : 0;
            var page = all.Skip(from).Take(request.PageSize).ToList();
            return new(page, new((from + page.Count).ToString(CultureInfo.InvariantCulture)), from + page.Count < all.Count);
        }
    }

    private void Add<T>(List<Change<T>> list, ExternalId id, T value)
        where T : class
    {
        lock (gate)
        {
            list.Add(Change.Upserted(id, $"{list.Count(change => change.Entity == id) + 1}", value));
        }
    }
}
