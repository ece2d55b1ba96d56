using QuickStart;
using RetailConnect.Connectors.Square.Loyalty;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Shopify;
using RetailConnect.Sandbox.Square;

namespace RetailConnect.Tests;

/// <summary>QuickStart's retailer, whose club is the loyalty programme of its till; and what that programme's ledger must hold.</summary>
internal static class SquareClub
{
    private static readonly SquareSettings Seller = new();

    public static void Configure(SquareLoyaltyOptions options, Uri address, string location)
    {
        options.BaseAddress = address;
        (options.ClientId, options.ClientSecret, options.RefreshToken) = (Seller.ClientId, Seller.ClientSecret, Seller.RefreshToken);
        options.LocationId = location;
    }

    /// <summary>Only the shop's orders earn here: what the till sells earns in Square itself.</summary>
    public static void Compose(TenantBuilder tenant, SandboxAddresses vendors, string location) => tenant
        .AddBusinessCentral("erp", options => Connections.Configure(options, vendors))
        .AddShopify("web", options => Connections.Configure(options, vendors))
        .AddSquare("pos", options => Connections.Configure(options, vendors))
        .AddSquareLoyalty("club", options => Configure(options, vendors.Square, location))
        .AddKits(vendors)
        .SyncCatalog(from: "erp", to: ["web", "pos"], sync => Often(sync.Options))
        .SyncInventory(from: "erp", to: ["web", "pos"], sync => Often(sync.Options))
        .SyncOrders(from: ["web", "pos"], to: "erp", sync => Often(sync.Options))
        .SyncCustomers(from: ["web", "pos"], to: ["erp", "club"], sync => Often(sync.Options))
        .SyncLoyalty(from: ["web"], to: "club", sync => Often(sync.Options))
        .SyncReturns(from: ["web", "pos"], to: ["erp", "club"], sync => Often(sync.Options));

    /// <summary>Compares the ledger with the shop's own books; empty when they agree.</summary>
    public static IReadOnlyList<string> Differences(RetailSandbox sandbox)
    {
        var cards = sandbox.Square.LoyaltyCards.ToDictionary(card => card.Id, card => card.Phone);
        var moved = sandbox.Square.LoyaltyMovements.ToLookup(move => (cards[move.Account], move.Type), move => move.Points);
        var due = Due(sandbox, moved).ToLookup(entry => (entry.Phone, entry.Type), entry => entry.Points);
        return [.. due.Select(group => group.Key).Union(moved.Select(group => group.Key))
            .Where(key => !due[key].Order().SequenceEqual(moved[key].Order()))
            .Select(key => $"{key}: {string.Join(' ', due[key].Order())} are due, {string.Join(' ', moved[key].Order())} are booked")];
    }

    /// <summary>One point for each whole euro paid for the goods of an order, and of these the share that came back, rounded down; nobody without a phone number earns.</summary>
    /// <remarks>An order that was called off before the club heard of it earns nothing and gives nothing back; where it was heard of before, both are due.</remarks>
    private static IEnumerable<(string Phone, string Type, long Points)> Due(RetailSandbox sandbox, ILookup<(string Phone, string Type), long> moved)
    {
        var phones = sandbox.Shopify.Customers.Where(customer => customer.Phone.Length > 0).ToDictionary(customer => customer.Id, customer => customer.Phone);
        var orders = sandbox.Shopify.Orders.Where(order => order.Customer is not null && phones.ContainsKey(order.Customer)).ToList();
        var back = sandbox.Shopify.Refunds.Select(refund => (refund.Order, refund.Total))
            .Concat(sandbox.Square.Returns.Where(taken => taken.Reference is not null).Select(taken => (Order: sandbox.Shopify.Orders.Single(order => order.Name == taken.Reference).Id, taken.Total))).ToLookup(row => row.Order, row => row.Total);
        foreach (var order in orders)
        {
            var phone = phones[order.Customer!];
            var worth = Worth(order);
            var points = decimal.Floor(worth);
            if (order.IsCancelled && !moved[(phone, "ACCUMULATE_POINTS")].Contains((long)points))
            {
                continue;
            }

            if (points > 0)
            {
                yield return (phone, "ACCUMULATE_POINTS", (long)points);
            }

            foreach (var taken in back[order.Id].Select(amount => decimal.Floor(points * amount / worth)).Where(taken => taken > 0))
            {
                yield return (phone, "ADJUST_POINTS", -(long)taken);
            }
        }
    }

    private static decimal Worth(ShopOrder order) => order.Lines.Sum(line => (line.UnitPrice * line.Units) - line.Discount);

    /// <summary>As in the retailer's settings.</summary>
    private static void Often(SyncOptions options)
    {
        options.Every = TimeSpan.FromSeconds(3);
        options.Overlap = TimeSpan.FromSeconds(5);
    }
}
