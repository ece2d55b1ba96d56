using System.Globalization;

namespace RetailConnect.Sandbox.Retail;

/// <summary>Judges the four systems by their own state: a pure function.</summary>
internal static class Judge
{
    private const int MostExamples = 5;

    public static IReadOnlyList<Proof> Prove(WorldState state) =>
    [
        Day(state.Day),
        Documents("orders", "sale", [.. state.Sales.Select(sale => new Expected(sale.Reference, sale.Total, sale.Customer, Goods(state, sale.Lines)))], [.. state.Documents.Where(document => !document.CreditMemo)], Kits(state, state.Sales.SelectMany(sale => sale.Lines))),
        Documents("returns", "return", [.. state.Returns.Select(taken => new Expected(taken.Reference, taken.Total, taken.Customer, taken.Restocked ? Goods(state, taken.Lines) : ""))], [.. state.Documents.Where(document => document.CreditMemo)], Kits(state, state.Returns.SelectMany(taken => taken.Lines))),
        Stock(state),
        Points(state),
        Catalog(state),
        Customers(state),
    ];

    /// <summary>A day that died midway proves nothing.</summary>
    private static Proof Day(DayStatus day)
    {
        var wrong = new List<string>();
        if (!day.Ended)
        {
            wrong.Add(day.Started ? "the shops are still open" : "the shops never opened");
        }

        if (day.Failure is { } failure)
        {
            wrong.Add(failure);
        }

        if (day.Done != day.Planned)
        {
            wrong.Add($"{day.Done} of {day.Planned} things happened");
        }

        return Verdict("day", $"all {day.Planned} things happened, the shops are closed", wrong);
    }

    /// <summary>Each fact has exactly one document with the same total, the same customer, and the same units at the same locations; no document is without its fact.</summary>
    private static Proof Documents(string name, string word, List<Expected> facts, List<DocumentFact> documents, decimal kits)
    {
        var byReference = documents.ToLookup(document => document.Reference);
        var known = facts.Select(fact => fact.Reference).ToHashSet();
        var wrong = documents.Where(document => !known.Contains(document.Reference)).Select(document => $"document {document.Reference} has no {word}").ToList();
        foreach (var fact in facts)
        {
            var found = byReference[fact.Reference].ToList();
            wrong.AddRange(found is [var document] ? Differences(fact, document) : [$"{fact.Reference} has {found.Count} documents"]);
        }

        return Verdict(name, $"{facts.Count} {word}s, {Text(facts.Sum(fact => fact.Total))} EUR, each in the ERP exactly once, at its location and on its customer{(kits > 0 ? $"; {Text(kits)} kits among them, by their parts" : "")}", wrong);
    }

    private static decimal Kits(WorldState state, IEnumerable<UnitsFact> lines) => lines.Where(line => state.Kits.ContainsKey(line.Place.Sku)).Sum(line => line.Units);

    private static IEnumerable<string> Differences(Expected fact, DocumentFact document)
    {
        if (document.Total != fact.Total)
        {
            yield return $"{fact.Reference}: {Text(fact.Total)} in the channel, {Text(document.Total)} in the ERP";
        }

        if (!SamePerson(document.Customer, fact.Customer))
        {
            yield return $"{fact.Reference}: customer {fact.Customer ?? "unknown"} in the channel, {document.Customer ?? "unknown"} in the ERP";
        }

        var posted = Goods(document.Lines);
        if (posted != fact.Goods)
        {
            yield return $"{fact.Reference}: {Shown(fact.Goods)} in the channel, {Shown(posted)} in the ERP";
        }
    }

    private static Proof Stock(WorldState state)
    {
        var wrong = new List<string>();
        foreach (var (channel, place) in state.Places)
        {
            var offered = state.Offered[channel].TryGetValue(place, out var units) ? units : default(decimal?);
            var sellable = SellableOf(state, place);
            if (offered != sellable)
            {
                wrong.Add($"{place.Sku} at {place.Location}: {channel} offers {(offered is { } number ? Text(number) : "nothing")}, the ERP has {Text(sellable)}");
            }
        }

        return Verdict("stock", $"{state.Places.Count} stock levels of the channels agree with the ERP", state.Places.Count == 0 ? ["nothing is offered anywhere"] : wrong);
    }

    /// <summary>Of a kit there are as many as its parts make; less than nothing can't be offered.</summary>
    private static decimal SellableOf(WorldState state, Place place) => state.Kits.TryGetValue(place.Sku, out var parts)
        ? parts.Min(part => decimal.Floor(SellableOf(state, place with { Sku = part.Sku }) / part.Units))
        : Math.Max(0, state.Sellable.GetValueOrDefault(place));

    private static Proof Points(WorldState state)
    {
        var due = new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase);
        foreach (var (customer, points) in state.Sales.Select(sale => (sale.Customer, PointsOf(sale.Lines))).Concat(state.Returns.Select(taken => (taken.Customer, -PointsOf(taken.Lines)))))
        {
            if (customer is not null)
            {
                due[customer] = due.GetValueOrDefault(customer) + points;
            }
        }

        var booked = state.Profiles.GroupBy(profile => profile.Email, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.Sum(profile => profile.Points), StringComparer.OrdinalIgnoreCase);
        var wrong = due.Keys.Union(booked.Keys, StringComparer.OrdinalIgnoreCase)
            .Where(member => due.GetValueOrDefault(member) != booked.GetValueOrDefault(member))
            .Select(member => $"{member}: {Text(due.GetValueOrDefault(member))} due, {Text(booked.GetValueOrDefault(member))} booked").ToList();
        return Verdict("points", $"{due.Count} members, {Text(due.Values.Sum())} points", wrong);
    }

    /// <summary>Every unit earns one point for each whole euro that was paid for it, and gives back the same.</summary>
    private static decimal PointsOf(IReadOnlyList<UnitsFact> lines) => lines.Sum(line => line.Units * Math.Floor(line.NetUnitPrice));

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

    /// <summary>Each person is once in the ERP, in the town that the shop knows, and has one profile; nobody else is there.</summary>
    private static Proof Customers(WorldState state)
    {
        var inErp = state.ErpCustomers.ToLookup(person => person.Email, person => person.City, StringComparer.OrdinalIgnoreCase);
        var profiles = state.Profiles.ToLookup(profile => profile.Email, StringComparer.OrdinalIgnoreCase);
        var known = state.Shoppers.Select(person => person.Email).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var wrong = state.ErpCustomers.Where(person => !known.Contains(person.Email)).Select(person => $"the ERP's customer '{person.Email}' is nobody's")
            .Concat(state.Profiles.Where(profile => !known.Contains(profile.Email)).Select(profile => $"profile {profile.Id} is nobody's")).ToList();
        foreach (var (email, city) in state.Shoppers)
        {
            var found = inErp[email].ToList();
            if (found.Count != 1)
            {
                wrong.Add($"{email} is in the ERP {found.Count} times");
            }
            else if (found[0] != city)
            {
                wrong.Add($"{email} lives in '{city}' in the shop, in '{found[0]}' in the ERP");
            }

            if (profiles[email].Count() != 1)
            {
                wrong.Add($"{email} has {profiles[email].Count()} profiles");
            }
        }

        return Verdict("customers", $"{state.Shoppers.Count} people, each in the ERP once with the right town, each with one profile{(state.Merged > 0 ? $"; {state.Merged} second profiles were merged, and what these bought is on their customers" : "")}", wrong);
    }

    private static Proof Verdict(string name, string detail, List<string> wrong) => wrong.Count == 0
        ? new(name, true, detail)
        : new(name, false, $"{wrong.Count} {(wrong.Count == 1 ? "difference" : "differences")}: {string.Join("; ", wrong.Take(MostExamples))}{(wrong.Count > MostExamples ? "; …" : "")}");

    private static bool SamePerson(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    /// <summary>What documents have to hold: of a kit its parts.</summary>
    private static string Goods(WorldState state, IEnumerable<UnitsFact> lines) => Goods(lines.SelectMany(line => state.Kits.TryGetValue(line.Place.Sku, out var parts)
        ? parts.Select(part => (line.Place with { Sku = part.Sku }, line.Units * part.Units))
        : [(line.Place, line.Units)]));

    private static string Goods(IEnumerable<(Place Place, decimal Units)> lines) => string.Join(", ", lines.GroupBy(line => line.Place)
        .OrderBy(group => group.Key.Sku, StringComparer.Ordinal).ThenBy(group => group.Key.Location, StringComparer.Ordinal)
        .Select(group => $"{Text(group.Sum(line => line.Units))} x {group.Key.Sku} at {group.Key.Location}"));

    private static string Shown(string goods) => goods.Length == 0 ? "no goods" : goods;

    private static string Text(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>What the ERP's document has to say.</summary>
    private sealed record Expected(string Reference, decimal Total, string? Customer, string Goods);
}
