using static RetailConnect.Testing.LetterSample;
using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>An order whose story the checks know.</summary>
internal static class StorySample
{
    public const string Gid = "gid://shopify/Order/5001";

    public static EntityKey WebOrder { get; } = new(EntityType.Order, new("web-5001"));

    /// <summary>Saves an order that a hint announced, for two targets, with its number and the ERP's.</summary>
    public static async Task AcceptOrderAsync(this StorePorts store)
    {
        await store.SaveAsync(new() { Hints = [Hint("h1", Gid), Hint("h2", "gid://shopify/Order/5002")], Checkpoint = new(WebOrders, new("c"), Noon) });
        await store.SaveAsync(new()
        {
            ReadHints = [(await store.HintsAsync())[0].Id], Envelopes = [Accepted(Gid, "web-5001"), Accepted(Gid, "web-5001", Club)],
            Links =
            [
                Linked(EntityType.Order, "web", "web-5001", Gid), Linked(EntityType.OrderNumber, ConnectionLinks.AnyConnection, "web-5001", "#1001"),
                Linked(EntityType.Order, "erp", "web-5001", "salesOrders/guid/web-5001"), Linked(EntityType.DocumentNumber, "erp", "web-5001", "S-ORD1"),
            ],
        });
    }

    public static NewEnvelope Accepted(string entity, string canonical, LaneKey? lane = null) => Envelope(entity, lane) with { Canonical = new(canonical), OrderKey = canonical };

    public static CrosswalkLink Linked(EntityType type, string connection, string canonical, string external) => new(new(Tenant, type, connection), new(canonical), external, null);

    public static async Task<IReadOnlyList<EntityKey>> FindAsync(this StorePorts store, string id) => await store.History.FindAsync(Tenant, id, None);

    public static async Task<EntityHistory> StoryAsync(this StorePorts store, EntityKey? entity = null, string asked = Gid, int most = 10) => await store.History.LoadAsync(Tenant, entity ?? WebOrder, asked, most, None);
}
