using System.Text.Json;

namespace RetailConnect.Sync.Tests;

/// <summary>What a store knows becomes a story in the order of time, for people and for scripts.</summary>
public sealed class ExplanationTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private static readonly EntityKey Order = new(EntityType.Order, new("web-1"));

    [Fact]
    public async Task A_story_is_told_in_the_order_of_time_with_every_decision_once()
    {
        var story = Assert.Single(await Explain(Full()));
        Assert.Equal(
            [
                (0, ExplainedKind.Hinted, null), (1, ExplainedKind.Read, null), (1, ExplainedKind.Accepted, null), (1, ExplainedKind.Accepted, null), (2, ExplainedKind.Booked, null),
                (3, ExplainedKind.Announced, null), (4, ExplainedKind.Deferred, "transient"), (5, ExplainedKind.Applied, null), (5, ExplainedKind.Closed, null), (6, ExplainedKind.DeadLettered, "rejected"),
                (8, ExplainedKind.Accepted, null), (9, ExplainedKind.Waiting, "throttled"),
            ],
            story.Events.Select(item => ((int)(item.At - Noon).TotalSeconds, item.Kind, item.Reason)));
        Assert.Equal([true, true, false], story.Events.Where(item => item.Kind is ExplainedKind.Accepted).Select(item => item.ByHint!.Value));
    }

    [Fact]
    public async Task People_read_one_line_for_each_event()
    {
        var text = ExplanationFormat.ToText(Assert.Single(await Explain(Full())));
        string[] expected =
        [
            "order web-1 (northwind)", "any      order-number     #1001", "see      return           web-7", "web                  hint of gid://1", "web                  read gid://1 because of a hint",
            "web > erp            orders: envelope 1 accepted after a hint, version v1, key k-1", "ledger               2 entries opened", "orders: envelope 1 announced: a call to erp begins",
            "orders: envelope 1 deferred: transient", "orders: envelope 1 applied at attempt 2, erp answered salesOrders/1", "ledger               2 entries closed",
            "loyalty: envelope 2 parked for a person: rejected. 400 Raise it.", "orders: envelope 3 accepted by a poll or sweep, version v2", "orders: envelope 3 waits: throttled, next attempt at 12:01:00Z",
        ];
        Assert.All(expected, line => Assert.Contains(line, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Scripts_read_json_with_stable_names()
    {
        using var json = JsonDocument.Parse(ExplanationFormat.ToJson(await Explain(Full())));
        var story = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal(("northwind", "order", "web-1", false), (Text(story, "tenant"), Text(story, "type"), Text(story, "canonical"), story.GetProperty("isCut").GetBoolean()));
        Assert.Equal("web-7", Text(story.GetProperty("related")[0], "canonical"));
        var dead = Assert.Single(story.GetProperty("events").EnumerateArray(), item => Text(item, "kind") == "dead-lettered");
        Assert.Equal(("loyalty", "club", "rejected", "400", "Raise it."), (Text(dead, "sync"), Text(dead, "target"), Text(dead, "reason"), Text(dead, "detail"), Text(dead, "advice")));
        Assert.False(dead.TryGetProperty("receipt", out _));
        Assert.Equal("[]", ExplanationFormat.ToJson([]));
    }

    [Fact]
    public async Task An_id_without_anything_in_it_is_refused_and_spaces_around_one_are_not()
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await new Explanations(new Known(Full())).ExplainAsync(TestConnection.Tenant, " ", CancellationToken.None));
        Assert.Single(await new Explanations(new Known(Full())).ExplainAsync(TestConnection.Tenant, " web-1\n", CancellationToken.None));
        Assert.Empty(await new Explanations(new Known(Full())).ExplainAsync(TestConnection.Tenant, "web-2", CancellationToken.None));
    }

    private static async Task<IReadOnlyList<Explanation>> Explain(EntityHistory history) => await new Explanations(new Known(history)).ExplainAsync(TestConnection.Tenant, "web-1", CancellationToken.None);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static EntityHistory Full() => new()
    {
        Links = [new(EntityType.OrderNumber, ConnectionLinks.AnyConnection, "#1001", Noon), new(EntityType.Order, "web", "gid://1", Noon)],
        Hints = [new("web", "gid://1", Noon, At(1))], Booking = new(2, At(2), At(5)), Related = [new(EntityType.Return, new("web-7"))],
        Envelopes =
        [
            Envelope(1, "orders", "erp") with
            {
                State = OutcomeKind.Applied, Attempts = 2, AnnouncedAt = At(3), UpdatedAt = At(5), Receipt = "salesOrders/1",
                Attempted = [Attempt(OutcomeKind.Deferred, 4, "transient"), Attempt(OutcomeKind.Applied, 5, null)],
            },
            Envelope(2, "loyalty", "club") with
            {
                State = OutcomeKind.DeadLettered, Reason = "rejected", Detail = "400", Advice = "Raise it.", Attempts = 1, UpdatedAt = At(6), Attempted = [Attempt(OutcomeKind.DeadLettered, 6, "rejected")],
            },
            Envelope(3, "orders", "erp") with { Version = "v2", RecordedAt = At(8), UpdatedAt = At(9), Attempts = 1, Reason = "throttled", NotBefore = At(60) },
        ],
    };

    private static DateTimeOffset At(int seconds) => Noon.AddSeconds(seconds);

    private static StoredOutcome Attempt(OutcomeKind kind, int seconds, string? reason) => new() { Envelope = 1, Kind = kind, At = At(seconds), Reason = reason, Attempts = 1 };

    private static SavedEnvelope Envelope(long id, string sync, string target) => new()
    {
        Id = id, Lane = new(TestConnection.Tenant, sync, target), Origin = "web", Entity = "gid://1", Version = "v1", Key = new($"k-{id}"), RecordedAt = At(1), UpdatedAt = At(1),
    };

    private sealed class Known(EntityHistory history) : IEntityHistory
    {
        public ValueTask<IReadOnlyList<EntityKey>> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken) => new(id == "web-1" ? [Order] : []);

        public ValueTask<EntityHistory> LoadAsync(TenantId tenant, EntityKey entity, string asked, int most, CancellationToken cancellationToken) => new(history);
    }
}
