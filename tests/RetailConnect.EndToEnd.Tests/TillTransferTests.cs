using static RetailConnect.EndToEnd.Tests.ComparedRetailer;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Goods that staff carry from one store to another and book at the till, which its API does not tell.</summary>
public sealed class TillTransferTests
{
    private const int Units = 2;

    /// <summary>The ERP's word counts: what it does not know of is drift on both sides, and the next counts take it back.</summary>
    [Fact]
    [Cites("a transfer that only the till knows")]
    public async Task A_transfer_made_at_the_till_is_found_and_overwritten_by_the_next_count()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async () =>
        {
            var (sku, from, to) = Places(retailer);
            var before = (At(retailer, sku, from), At(retailer, sku, to));
            retailer.Sandbox.Square.Transfer(sku, from, to, Units);
            await retailer.QuietAsync();
            Assert.Equal((before.Item1 - Units, before.Item2 + Units), (At(retailer, sku, from), At(retailer, sku, to)));

            var found = await CompareAsync(retailer, "inventory", "pos");
            Assert.Equal(2, found.Found);
            Assert.All(found.Discrepancies, item => Assert.Equal((DiscrepancyState.Drift, DiscrepancyKind.Different, "changed-in-target"), (item.State, item.Kind, item.Reason)));
            Assert.All(found.Discrepancies, item => Assert.StartsWith($"{sku}@", item.Key, StringComparison.Ordinal));

            // What moves in the ERP is counted anew, in that store only; the other one keeps what the till made of it until it is repaired.
            Move(retailer, sku, from, 1);
            await retailer.QuietAsync();
            Assert.Equal((before.Item1 + 1, before.Item2 + Units), (At(retailer, sku, from), At(retailer, sku, to)));

            await Reconciliation(retailer).RepairAsync(Reconciliation(retailer).Plan(await CompareAsync(retailer, "inventory", "pos")), CancellationToken.None);
            await retailer.QuietAsync();
            Assert.Equal((before.Item1 + 1, before.Item2), (At(retailer, sku, from), At(retailer, sku, to)));
            Assert.Equal(0, (await CompareAsync(retailer, "inventory", "pos")).Found);
        });
    }

    [Fact]
    [Cites("a transfer that only the till knows")]
    public async Task A_transfer_that_is_posted_in_the_ERP_too_is_left_as_it_is()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async () =>
        {
            var (sku, from, to) = Places(retailer);
            var before = (At(retailer, sku, from), At(retailer, sku, to));
            retailer.Sandbox.Square.Transfer(sku, from, to, Units);
            Move(retailer, sku, from, -Units);
            Move(retailer, sku, to, Units);
            await retailer.QuietAsync();

            Assert.Equal((before.Item1 - Units, before.Item2 + Units), (At(retailer, sku, from), At(retailer, sku, to)));
            Assert.Equal(0, (await CompareAsync(retailer, "inventory", "pos")).Found);
        });
    }

    /// <summary>A SKU and two stores; the first one has enough of it.</summary>
    private static (string Sku, string From, string To) Places(RetailerInProcess retailer)
    {
        var kits = retailer.Sandbox.Kits.SelectMany(kit => kit.Parts.Select(part => part.Sku).Append(kit.Sku)).ToHashSet(StringComparer.Ordinal);
        return retailer.Sandbox.Square.Counts.Where(count => !kits.Contains(count.Sku)).GroupBy(count => count.Sku).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Where(group => group.Count() > 1 && group.Any(count => count.Quantity > 5)).Select(group => group.OrderByDescending(count => count.Quantity).ToList())
            .Select(counts => (counts[0].Sku, counts[0].Location, counts[1].Location)).First();
    }

    private static decimal At(RetailerInProcess retailer, string sku, string location) => retailer.Sandbox.Square.Counts.Single(count => count.Sku == sku && count.Location == location).Quantity;

    /// <summary>A journal of the ERP moves units at a store; its code is the number of the store's name.</summary>
    private static void Move(RetailerInProcess retailer, string sku, string store, decimal delta)
    {
        var parts = sku.Split('-', 2);
        retailer.Sandbox.BusinessCentral.MoveStock(parts[0], parts[1], store.Replace("Store ", "S", StringComparison.Ordinal), delta);
    }
}
