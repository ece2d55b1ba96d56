using System.Globalization;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>A retailer's table of price lists, as a partner would connect it: a source that counts its changes, and says what is gone.</summary>
internal sealed class PriceTable
{
    private readonly Lock gate = new();
    private readonly List<(ExternalId Entity, ListPrice? Price)> changes = [];

    /// <summary>Puts a price into a list.</summary>
    public void Set(string list, string sku, decimal amount, string currency = "EUR", decimal? compareAt = null) => Add(list, sku, new()
    {
        List = list, Sku = new(sku), Price = new() { Amount = new(amount, currency), CompareAt = compareAt is { } before ? new Money(before, currency) : null },
    });

    /// <summary>Takes a price off a list.</summary>
    public void Remove(string list, string sku) => Add(list, sku, null);

    private void Add(string list, string sku, ListPrice? price)
    {
        lock (gate)
        {
            changes.Add((ListPrice.IdOf(list, new(sku)), price));
        }
    }

    private ChangePage<ListPrice> Read(ReadRequest request)
    {
        lock (gate)
        {
            var from = request.After is { } after ? int.Parse(after.Value, CultureInfo.InvariantCulture) : 0;
            var page = changes.Skip(from).Take(request.PageSize).Select((change, index) => change.Price is { } price
                ? Change.Upserted(change.Entity, $"{from + index + 1}", price)
                : Change.Deleted<ListPrice>(change.Entity, $"{from + index + 1}")).ToList();
            return new(page, new($"{from + page.Count}"), from + page.Count < changes.Count);
        }
    }

    /// <summary>Settings of a connection to the table.</summary>
    internal sealed class Options
    {
        public PriceTable Table { get; set; } = new();
    }

    internal sealed class Connector : IConnector<Options>
    {
        public static string SystemName => "price-table";

        public static void Build(ConnectorBuilder<Options> connector) => connector.AddSource<ListPrice, Source>();

        private sealed class Source(Options options) : IChangeSource<ListPrice>
        {
            public ValueTask<ChangePage<ListPrice>> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => new(options.Table.Read(request));
        }
    }
}
