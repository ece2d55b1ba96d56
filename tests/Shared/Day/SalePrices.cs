using System.Globalization;

namespace RetailConnect.Tests;

/// <summary>A retailer's table of sales prices, in local times as a merchandiser writes them: a complete schedule in memory. It counts its changes, and its cursor is the number of the last one.</summary>
internal sealed class SalePrices : IPriceSchedule
{
    private readonly Lock gate = new();
    private readonly List<(string Name, Sku Sku, DateTime? From, DateTime? Until, Price Price)> rows = [];
    private readonly List<Sku> changed = [];

    /// <summary>True while the table can't be read.</summary>
    public bool IsDown { get; set; }

    /// <summary>SKUs that one answer tells of; a schedule may have pages of any size.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>Plans a price, in place of the one that has its name.</summary>
    public void Plan(string name, string sku, DateTime? from, DateTime? until, decimal amount, decimal? compareAt = null, string currency = "EUR") => Change(name, sku, () => rows.Add((
        name, new(sku), from, until, new() { Amount = new(amount, currency), CompareAt = compareAt is { } before ? new Money(before, currency) : null })));

    /// <summary>Takes a planned price back; nothing of it is left.</summary>
    public void TakeBack(string name, string sku) => Change(name, sku, static () => { });

    public ValueTask<IReadOnlyDictionary<Sku, IReadOnlyList<PlannedPrice>>> LoadAsync(PriceRequest request, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Check();
            var wanted = request.Skus.ToHashSet();
            return new(rows.Where(row => wanted.Contains(row.Sku)).GroupBy(row => row.Sku).ToDictionary(
                group => group.Key, group => (IReadOnlyList<PlannedPrice>)[.. group.Select(row => PlannedPrice.OfTimes(row.From, row.Until, request.TimeZone, row.Price))]));
        }
    }

    public ValueTask<PriceNews> ReadNewsAsync(PriceNewsRequest request, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Check();
            var told = request.After is { } after ? int.Parse(after.Value, CultureInfo.InvariantCulture) : changed.Count;
            var page = changed.Skip(told).Take(PageSize).ToList();
            return new(new PriceNews(page, new($"{told + page.Count}"), told + page.Count < changed.Count));
        }
    }

    private void Change(string name, string sku, Action change)
    {
        lock (gate)
        {
            rows.RemoveAll(row => row.Name == name && row.Sku.Value == sku);
            change();
            changed.Add(new(sku));
        }
    }

    private void Check()
    {
        if (IsDown)
        {
            throw new ConnectorException(FaultKind.Transient, "The table of sales prices can't be read.");
        }
    }
}
