using System.Globalization;

namespace RetailConnect.Sandbox.Retail;

/// <summary>Judges the four systems by their own state: a pure function.</summary>
internal static class Judge
{
    private const int MostExamples = 5;

    public static IReadOnlyList<Proof> Prove(WorldState state) =>
    [
        Documents("orders", "sale", [.. state.Sales.Select(sale => (sale.Reference, sale.Total, Units(sale.Lines)))], [.. state.Documents.Where(document => !document.CreditMemo)]),
        Documents("returns", "return", [.. state.Returns.Select(taken => (taken.Reference, taken.Total, taken.Restocked ? Units(taken.Lines) : ""))], [.. state.Documents.Where(document => document.CreditMemo)]),
        Stock(state),
        Points(state),
        Catalog(state),
        Customers(state),
    ];

    /// <summary>Each fact has exactly one document with the same total and the same units, and no document is without its fact.</summary>
    private static Proof Documents(string name, string word, List<(string Reference, decimal Total, string Units)> facts, List<DocumentFact> documents)
    {
        var byReference = documents.ToLookup(document => document.Reference);
        var known = facts.Select(fact => fact.Reference).ToHashSet();
        var wrong = documents.Where(document => !known.Contains(document.Reference)).Select(document => $"document {document.Reference} has no {word}").ToList();
        foreach (var (reference, total, units) in facts)
        {
            var found = byReference[reference].ToList();
            if (found.Count != 1)
            {
                wrong.Add($"{reference} has {found.Count} documents");
            }
            else if (found[0].Total != total)
            {
                wrong.Add($"{reference}: {Text(total)} in the channel, {Text(found[0].Total)} in the ERP");
            }
            else if (Units(found[0].Lines) != units)
            {
                wrong.Add($"{reference}: the units differ ({units} / {Units(found[0].Lines)})");
            }
        }

        return Verdict(name, $"{facts.Count} {word}s, {Text(facts.Sum(fact => fact.Total))} EUR, each in the ERP exactly once", wrong);
    }

    private static Proof Stock(WorldState state)
    {
        var wrong = new List<string>();
        foreach (var (channel, place) in state.Places)
        {
            var offered = state.Offered[channel].TryGetValue(place, out var units) ? units : default(decimal?);
            var sellable = state.Sellable.GetValueOrDefault(place);
            if (offered != sellable)
            {
                wrong.Add($"{place.Sku} at {place.Location}: {channel} offers {(offered is { } number ? Text(number) : "nothing")}, the ERP has {Text(sellable)}");
            }
        }

        return Verdict("stock", $"{state.Places.Count} stock levels of the channels agree with the ERP", state.Places.Count == 0 ? ["nothing is offered anywhere"] : wrong);
    }

    private static Proof Points(WorldState state)
    {
        var due = new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase);
        foreach (var sale in state.Sales.Where(sale => sale.Member is not null))
        {
            due[sale.Member!] = due.GetValueOrDefault(sale.Member!) + PointsOf(sale.Lines);
        }

        foreach (var taken in state.Returns.Where(taken => taken.Member is not null))
        {
            due[taken.Member!] = due.GetValueOrDefault(taken.Member!) - PointsOf(taken.Lines);
        }

        var wrong = due.Keys.Union(state.Points.Keys, StringComparer.OrdinalIgnoreCase)
            .Where(member => due.GetValueOrDefault(member) != state.Points.GetValueOrDefault(member))
            .Select(member => $"{member}: {Text(due.GetValueOrDefault(member))} due, {Text(state.Points.GetValueOrDefault(member))} booked").ToList();
        return Verdict("points", $"{due.Count} members, {Text(due.Values.Sum())} points", wrong);
    }

    /// <summary>Every unit earns one point for each whole euro of its price, and gives back the same.</summary>
    private static decimal PointsOf(IReadOnlyList<UnitsFact> lines) => lines.Sum(line => line.Units * Math.Floor(line.UnitPrice));

    private static Proof Catalog(WorldState state)
    {
        var wrong = new List<string>();
        foreach (var (channel, listed) in state.Listed)
        {
            var bySku = listed.ToLookup(variant => variant.Sku, variant => variant.Price);
            foreach (var (sku, price) in state.Prices)
            {
                var found = bySku[sku].ToList();
                if (found.Count != 1)
                {
                    wrong.Add($"{channel} lists {sku} {found.Count} times");
                }
                else if (found[0] != price)
                {
                    wrong.Add($"{sku}: {Text(price)} in the ERP, {Text(found[0])} in {channel}");
                }
            }
        }

        return Verdict("catalogue", $"{state.Prices.Count} variants listed once in {string.Join(" and ", state.Listed.Keys)}, at the ERP's price", wrong);
    }

    private static Proof Customers(WorldState state)
    {
        var inErp = state.ErpCustomers.ToLookup(email => email, StringComparer.OrdinalIgnoreCase);
        var wrong = state.Shoppers.Where(email => inErp[email].Count() != 1).Select(email => $"{email} is in the ERP {inErp[email].Count()} times").ToList();
        return Verdict("customers", $"{state.Shoppers.Count} people, each in the ERP once", wrong);
    }

    private static Proof Verdict(string name, string detail, List<string> wrong) => wrong.Count == 0
        ? new(name, true, detail)
        : new(name, false, $"{wrong.Count} differences: {string.Join("; ", wrong.Take(MostExamples))}{(wrong.Count > MostExamples ? "; …" : "")}");

    private static string Units(IEnumerable<UnitsFact> lines) => Units(lines.Select(line => (line.Sku, line.Units)));

    private static string Units(IEnumerable<(string Sku, decimal Units)> lines) => string.Join(", ", lines.GroupBy(line => line.Sku).OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => $"{Text(group.Sum(line => line.Units))} x {group.Key}"));

    private static string Text(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
