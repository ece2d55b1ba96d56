namespace RetailConnect.Tests;

/// <summary>What every store knows of single entities, and how far it knows sweeps to be.</summary>
public abstract class HistoryContract(StoreHarness harness) : IDisposable
{
    private const string Gid = "gid://shopify/Order/5001";
    private static readonly EntityKey Order = new(EntityType.Order, new("web-5001"));
    private static readonly LaneKey Club = new(Sample.Tenant, "loyalty", "club");

    /// <summary>Removes the store's place.</summary>
    public void Dispose()
    {
        harness.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(Gid)]
    [InlineData("web-5001")]
    [InlineData("5001")]
    [InlineData("#1001")]
    [InlineData("S-ORD1")]
    [InlineData("salesOrders/guid/web-5001")]
    public async Task An_entity_is_found_by_any_of_its_ids(string id)
    {
        await using var store = await harness.OpenAsync();
        await AcceptAsync(store);
        await store.Save(new() { Envelopes = [Envelope("gid://shopify/Order/5002", "web-5002", Sample.Lane)], Links = [Link(EntityType.Product, "web", "web-5003", "gid://shopify/Product/5003")] });
        Assert.Equal([Order], await store.FindAsync(Sample.Tenant, id, CancellationToken.None));
        Assert.Empty(await store.FindAsync(new("contoso"), id, CancellationToken.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("gid://shopify/Product/5001")]
    [InlineData("%")]
    [InlineData("a'; DROP TABLE inbox; --")]
    [InlineData("\ud83d")]
    public async Task What_was_never_heard_of_is_not_found(string id)
    {
        await using var store = await harness.OpenAsync();
        await AcceptAsync(store);
        Assert.Empty(await store.FindAsync(Sample.Tenant, id, CancellationToken.None));
    }

    [Fact]
    public async Task A_hint_is_known_before_its_entity_is_read()
    {
        await using var store = await harness.OpenAsync();
        await AcceptAsync(store);
        await store.Save(new() { Hints = [Sample.Hint("h9", "gid://shopify/Order/5009")] });
        var found = Assert.Single(await store.FindAsync(Sample.Tenant, "gid://shopify/Order/5009", CancellationToken.None));
        var known = await store.LoadAsync(Sample.Tenant, found, "gid://shopify/Order/5009", 10, CancellationToken.None);
        Assert.Equal([new SavedHint("web", "gid://shopify/Order/5009", Sample.Noon, null)], known.Hints);
        Assert.Empty(known.Envelopes);
    }

    [Fact]
    public async Task An_entity_that_could_not_be_mapped_is_found_by_its_id()
    {
        await using var store = await harness.OpenAsync();
        await AcceptAsync(store);
        await store.Save(new() { Envelopes = [Envelope("gid://shopify/Order/6", "web-6", Sample.Lane) with { Fault = new("unknown-value", "odd", "Update.") }] });
        var found = Assert.Single(await store.FindAsync(Sample.Tenant, "gid://shopify/Order/6", CancellationToken.None));
        var envelope = Assert.Single((await store.LoadAsync(Sample.Tenant, found, "", 10, CancellationToken.None)).Envelopes);
        Assert.Equal((OutcomeKind.DeadLettered, "unknown-value", "odd", "Update."), (envelope.State, envelope.Reason, envelope.Detail, envelope.Advice));
    }

    [Fact]
    public async Task A_read_and_what_it_found_have_the_same_time_and_a_poll_has_none()
    {
        await using var store = await harness.OpenAsync();
        await AcceptAsync(store);
        harness.Time.Advance(TimeSpan.FromSeconds(5));
        await store.Save(new() { Envelopes = [Envelope(Gid, "web-5001", Sample.Lane) with { Version = "2", Key = IdempotencyKey.Derive("2") }] });
        var known = await store.LoadAsync(Sample.Tenant, Order, Gid, 10, CancellationToken.None);
        var hint = Assert.Single(known.Hints);
        Assert.Equal([("1", hint.ReadAt), ("1", hint.ReadAt), ("2", hint.ReadAt + TimeSpan.FromSeconds(5))], known.Envelopes.Select(envelope => (envelope.Version, (DateTimeOffset?)envelope.RecordedAt)));
    }

    [Fact]
    public async Task Each_envelope_has_its_call_its_attempts_and_its_receipt()
    {
        await using var store = await harness.OpenAsync();
        await AcceptAsync(store);
        var (erp, club) = ((await store.Pending()).Single().Id, (await store.Pending(Club)).Single().Id);
        harness.Time.Advance(TimeSpan.FromSeconds(1));
        await store.Save(new() { Intents = [erp] });
        await store.Save(new() { Outcomes = [Sample.Outcome(erp, OutcomeKind.Deferred) with { Reason = "transient", NotBefore = Sample.Noon.AddSeconds(9) }] });
        await store.Save(new()
        {
            Outcomes = [Sample.Outcome(erp, OutcomeKind.Applied, 2) with { Receipt = "salesOrders/1", At = Sample.Noon.AddSeconds(9) }, Sample.Outcome(club, OutcomeKind.Skipped) with { Reason = "no-member" }],
        });

        var envelopes = (await store.LoadAsync(Sample.Tenant, Order, Gid, 10, CancellationToken.None)).Envelopes;
        Assert.Equal([Sample.Lane, Club], envelopes.Select(envelope => envelope.Lane));
        Assert.Equal((OutcomeKind.Applied, "salesOrders/1", Sample.Noon.AddSeconds(1), Sample.Noon.AddSeconds(9)), (envelopes[0].State, envelopes[0].Receipt?.Value, envelopes[0].AnnouncedAt, envelopes[0].UpdatedAt));
        Assert.Equal([(OutcomeKind.Deferred, "transient"), (OutcomeKind.Applied, null)], envelopes[0].Attempted.Select(attempt => (attempt.Kind, attempt.Reason)));
        Assert.Equal((OutcomeKind.Skipped, "no-member", null, null), (envelopes[1].State, envelopes[1].Reason, envelopes[1].Receipt, envelopes[1].AnnouncedAt));
    }

    [Fact]
    public async Task A_return_names_its_order_and_the_order_its_returns()
    {
        await using var store = await harness.OpenAsync();
        await AcceptAsync(store);
        await store.Save(new()
        {
            Envelopes =
            [
                Return("gid://shopify/Refund/7", "web-7", "web", Gid), Return("pos-return", "pos-8", "pos", "#1001"), Return("other", "pos-9", "pos", Gid),
                Return("elsewhere", "pos-10", "pos", "#1002"),
            ],
        });

        Assert.Equal(["pos-8", "web-7"], (await store.LoadAsync(Sample.Tenant, Order, Gid, 10, CancellationToken.None)).Related.Select(entity => entity.Canonical.Value));
        foreach (var (canonical, expected) in new[] { ("web-7", 1), ("pos-8", 1), ("pos-9", 0), ("pos-10", 0) })
        {
            var related = (await store.LoadAsync(Sample.Tenant, new(EntityType.Return, new(canonical)), "", 10, CancellationToken.None)).Related;
            Assert.Equal(Enumerable.Repeat(Order, expected), related);
        }
    }

    [Fact]
    public async Task The_ledger_is_open_until_all_of_a_document_is_closed()
    {
        await using var store = await harness.OpenAsync();
        await AcceptAsync(store);
        Assert.Null((await store.LoadAsync(Sample.Tenant, Order, Gid, 10, CancellationToken.None)).Booking);
        await store.Save(new() { LedgerEntries = [Entry("1"), Entry("2")] });
        Assert.Equal(new SavedBooking(2, Sample.Noon, null), (await store.LoadAsync(Sample.Tenant, Order, Gid, 10, CancellationToken.None)).Booking);
        await store.Save(new() { LedgerClosings = [new(Sample.Tenant, "order:web-5001", Sample.Noon.AddSeconds(3))] });
        Assert.Equal(new SavedBooking(2, Sample.Noon, Sample.Noon.AddSeconds(3)), (await store.LoadAsync(Sample.Tenant, Order, Gid, 10, CancellationToken.None)).Booking);
    }

    [Fact]
    public async Task Links_of_all_systems_are_listed_and_no_contacts()
    {
        await using var store = await harness.OpenAsync();
        await AcceptAsync(store);
        await store.Save(new()
        {
            Links = [Link(EntityType.Customer, "web", "web-1", "c1"), Link(EntityType.Customer, "erp", "web-1", "C00010"), new(new(Sample.Tenant, EntityType.CustomerContact, "email"), new("web-1"), "hash", null)],
        });
        var known = await store.LoadAsync(Sample.Tenant, Order, Gid, 10, CancellationToken.None);
        Assert.Equal([("*", "order-number", "#1001"), ("erp", "document-number", "S-ORD1"), ("erp", "order", "salesOrders/guid/web-5001"), ("web", "order", Gid)], known.Links.Select(link => (link.Connection, link.Type.Name, link.External.Value)));
        var customer = await store.LoadAsync(Sample.Tenant, new(EntityType.Customer, new("web-1")), "", 10, CancellationToken.None);
        Assert.Equal(["C00010", "c1"], customer.Links.Select(link => link.External.Value));
        Assert.Empty(await store.FindAsync(Sample.Tenant, "hash", CancellationToken.None));
    }

    [Fact]
    public async Task Of_a_long_story_the_newest_part_is_loaded()
    {
        await using var store = await harness.OpenAsync();
        await AcceptAsync(store);
        await store.Save(new() { Envelopes = [.. Enumerable.Range(2, 20).Select(i => Envelope(Gid, "web-5001", Sample.Lane) with { Version = $"{i}", Key = IdempotencyKey.Derive($"{i}") })] });
        var known = await store.LoadAsync(Sample.Tenant, Order, Gid, 5, CancellationToken.None);
        Assert.True(known.IsCut);
        Assert.Equal(["17", "18", "19", "20", "21"], known.Envelopes.Select(envelope => envelope.Version));
        Assert.False((await store.LoadAsync(Sample.Tenant, Order, Gid, 22, CancellationToken.None)).IsCut);
    }

    [Fact]
    public async Task A_sweep_is_saved_with_its_page_and_counts_what_was_new()
    {
        await using var store = await harness.OpenAsync();
        var sweep = new Sweep { Stream = Sample.Stream, State = SweepState.Running, Cursor = new("p1"), Pages = 1, Changes = 2, StartedAt = Sample.Noon, UpdatedAt = Sample.Noon, Total = 5 };
        await store.Save(new() { Checkpoint = new(Sample.Stream, new("poll"), Sample.Noon) });
        await store.Save(Sample.Envelopes("1", "2") with { Sweep = sweep });
        await store.Save(Sample.Envelopes("2", "3") with { Sweep = sweep with { Cursor = null, Accepted = 2, State = SweepState.Failed, Reason = "cursor-stuck", Total = null } });
        Assert.Equal([sweep with { Cursor = null, Accepted = 3, State = SweepState.Failed, Reason = "cursor-stuck", Total = null }], await store.ListSweepsAsync(Sample.Tenant, CancellationToken.None));
        Assert.Equal("poll", (await store.LoadAsync(Sample.Stream, CancellationToken.None))?.Cursor.Value);
        Assert.Empty(await store.ListSweepsAsync(new("contoso"), CancellationToken.None));
    }

    [Fact]
    public async Task A_sweep_whose_page_is_refused_stays_where_it_was()
    {
        await using var store = await harness.OpenAsync();
        var sweep = new Sweep { Stream = Sample.Stream, State = SweepState.Running, StartedAt = Sample.Noon, UpdatedAt = Sample.Noon };
        await store.Save(new() { Sweep = sweep });
        harness.Refuse("inbox", "INSERT");
        await Assert.ThrowsAsync<StoreException>(() => store.Save(Sample.Envelopes("1") with { Sweep = sweep with { Cursor = new("p1"), Pages = 1 } }));
        Assert.Equal([sweep], await store.ListSweepsAsync(Sample.Tenant, CancellationToken.None));
    }

    /// <summary>An order that a hint announced, for two targets, with its number and the ERP's.</summary>
    private static async Task AcceptAsync(Storage.Relational.RelationalStore store)
    {
        await store.Save(new() { Hints = [Sample.Hint("h1", Gid), Sample.Hint("h2", "gid://shopify/Order/5002")], Checkpoint = new(Sample.Stream, new("c"), Sample.Noon) });
        await store.Save(new()
        {
            ReadHints = [(await store.LoadHintsAsync(Sample.Stream, 0, 1, CancellationToken.None)).Single().Id],
            Envelopes = [Envelope(Gid, "web-5001", Sample.Lane), Envelope(Gid, "web-5001", Club)],
            Links =
            [
                Link(EntityType.Order, "web", "web-5001", Gid), Link(EntityType.OrderNumber, ConnectionLinks.AnyConnection, "web-5001", "#1001"),
                Link(EntityType.Order, "erp", "web-5001", "salesOrders/guid/web-5001"), Link(EntityType.DocumentNumber, "erp", "web-5001", "S-ORD1"),
            ],
        });
    }

    private static NewEnvelope Envelope(string entity, string canonical, LaneKey lane) => Sample.Envelope(entity, lane) with { Canonical = new(canonical), OrderKey = canonical };

    private static NewEnvelope Return(string entity, string canonical, string origin, string orderKey) =>
        Envelope(entity, canonical, new(Sample.Tenant, "returns", "erp")) with { Type = EntityType.Return, Origin = origin, OrderKey = orderKey };

    private static CrosswalkLink Link(EntityType type, string connection, string canonical, string external) => new(new(Sample.Tenant, type, connection), new(canonical), external, null);

    private static LedgerEntry Entry(string line) => new(Sample.Tenant, new("A"), "L", "order:web-5001", line, 1, Sample.Noon);
}
