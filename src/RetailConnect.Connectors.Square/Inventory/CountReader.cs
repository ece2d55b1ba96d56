using System.Globalization;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Inventory;

/// <summary>Reads counts of units in stock; a variation that was never counted has none.</summary>
internal sealed class CountReader(ISquareApi api)
{
    private const int MostOfPage = 1000;
    private const string InStock = "IN_STOCK";
    private static readonly string[] States = [InStock];

    /// <summary>Returns the counts of all pairs of these variations and locations.</summary>
    public async ValueTask<IReadOnlyList<StockCount>> OfAsync(IReadOnlyList<string> variations, IReadOnlyList<string> locations, CancellationToken cancellationToken)
    {
        var counts = new List<StockCount>();
        Cursor? after = null;
        do
        {
            var page = await PageAsync(new(variations, locations, States, after?.Value, MostOfPage), after, cancellationToken);
            counts.AddRange(page.Counts);
            after = page.Next;
        }
        while (after is not null);

        return counts;
    }

    /// <summary>Returns a page of the counts of everything, everywhere.</summary>
    public ValueTask<(IReadOnlyList<StockCount> Counts, Cursor? Next)> AllAsync(Cursor? after, int size, CancellationToken cancellationToken) =>
        PageAsync(new(null, null, States, after?.Value, Math.Clamp(size, 1, MostOfPage)), after, cancellationToken);

    /// <summary>Reads the units of a count; null when they are no number.</summary>
    public static Quantity? UnitsOf(StockCount count) =>
        decimal.TryParse(count.Quantity, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var units) ? units : null;

    private async ValueTask<(IReadOnlyList<StockCount> Counts, Cursor? Next)> PageAsync(CountSearch search, Cursor? after, CancellationToken cancellationToken)
    {
        var answer = await api.Counts(search, cancellationToken).Needed();
        return ([.. (answer.Counts ?? []).Where(count => count.State is InStock)], Places.Next(answer.Cursor, after, "stock counts"));
    }
}
