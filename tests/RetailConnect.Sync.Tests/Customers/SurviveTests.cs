using Microsoft.Extensions.Logging.Abstractions;
using RetailConnect.Sync.Alerts;
using RetailConnect.Sync.Customers;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Tests.Customers;

/// <summary>A change of one source meets what the others say at that moment.</summary>
public sealed class SurviveTests
{
    private readonly MemoryCrosswalk crosswalk = new();
    private readonly Desk web = new();
    private readonly Desk pos = new();
    private readonly Survivorship rules = new();
    private Customer? delivered;
    private IEntityHistory? history;

    [Theory]
    [InlineData(false, null, false)]
    [InlineData(false, true, false)]
    [InlineData(null, true, true)]
    [InlineData(true, false, false)]
    [InlineData(true, null, null)]
    public async Task A_withdrawal_stands_whatever_another_source_says(bool? till, bool? said, bool? then)
    {
        rules.KeepWithdrawals = true;
        Know("pos", pos, new Customer { Id = "9", AcceptsMarketing = till });
        await InvokeAsync(new Customer { Id = "1", AcceptsMarketing = said });
        Assert.Equal(then, delivered!.AcceptsMarketing);
    }

    [Fact]
    public async Task A_withdrawal_stands_where_only_a_field_has_a_rule()
    {
        rules.Prefer(CustomerField.Phone, "web");
        Know("pos", pos, new Customer { Id = "9", AcceptsMarketing = false });
        await InvokeAsync(new Customer { Id = "1", AcceptsMarketing = true });
        Assert.False(delivered!.AcceptsMarketing);
    }

    [Fact]
    public async Task What_changed_at_a_source_that_is_not_preferred_is_told_as_such()
    {
        rules.Prefer(CustomerField.Phone, "pos");
        Know("pos", pos, new Customer { Id = "9", Phone = "2" });
        Assert.Equal(Reasons.KeptFromOther, Assert.IsType<SyncOutcome.SkippedOutcome>(await InvokeAsync(new Customer { Id = "1", Phone = "1" }, SyncOutcome.Skipped(Reasons.Unchanged))).Reason);
        Assert.Equal("2", delivered!.Phone);
        Assert.Equal(Reasons.Unchanged, Assert.IsType<SyncOutcome.SkippedOutcome>(await InvokeAsync(new Customer { Id = "1", Phone = "2" }, SyncOutcome.Skipped(Reasons.Unchanged))).Reason);
    }

    [Fact]
    public async Task A_profile_that_came_with_a_merged_person_gives_no_details_but_its_withdrawal_counts()
    {
        rules.Prefer(CustomerField.Phone, "pos");
        Know("pos", pos, new Customer { Id = "9", Phone = "2", AcceptsMarketing = false });
        var moved = Merges.Was(TestConnection.Tenant, new(EntityType.Customer, "pos", "9", DateTimeOffset.UnixEpoch), new("pos-9"));
        crosswalk.Link(moved.Scope, moved.Canonical.Value, moved.External.Value);
        await InvokeAsync(new Customer { Id = "1", Phone = "1", AcceptsMarketing = true });
        Assert.Equal(("1", (bool?)false), (delivered!.Phone, delivered.AcceptsMarketing));
    }

    [Fact]
    public async Task Beside_a_profile_that_came_with_a_merged_person_the_persons_own_one_at_that_source_has_its_say()
    {
        rules.Prefer(CustomerField.Phone, "pos");
        Know("pos", pos, new Customer { Id = "8", Phone = "own" });
        Know("pos", pos, new Customer { Id = "9", Phone = "merged" });
        var moved = Merges.Was(TestConnection.Tenant, new(EntityType.Customer, "pos", "9", DateTimeOffset.UnixEpoch), new("pos-9"));
        crosswalk.Link(moved.Scope, moved.Canonical.Value, moved.External.Value);
        history = new Links("8", "9");
        await InvokeAsync(new Customer { Id = "1", Phone = "1" });
        Assert.Equal("own", delivered!.Phone);
    }

    [Fact]
    public async Task Who_is_known_to_one_source_only_is_what_that_one_says()
    {
        rules.Prefer(CustomerField.Phone, "pos");
        var said = new Customer { Id = "1", Phone = "1", AcceptsMarketing = true };
        await InvokeAsync(said);
        Assert.Equal(said, delivered);
        Assert.Equal(0, web.Reads + pos.Reads);
    }

    [Fact]
    public async Task A_source_that_is_away_makes_the_customer_wait_and_is_not_taken_for_blank()
    {
        rules.Prefer(CustomerField.Phone, "pos");
        Know("pos", pos, new Customer { Id = "9", Phone = "2" });
        pos.IsAway = true;
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await InvokeAsync(new Customer { Id = "1", Phone = "1" }));
        Assert.Equal((FaultKind.Transient, (bool?)false), (fault.Kind, fault.MayHaveTakenEffect));
        Assert.Null(delivered);
    }

    private void Know(string source, Desk desk, Customer customer)
    {
        desk.People[customer.Id] = customer;
        crosswalk.Link(new(TestConnection.Tenant, EntityType.Customer, source), "web-1", customer.Id.Value);
    }

    private async Task<SyncOutcome> InvokeAsync(Customer said, SyncOutcome? outcome = null)
    {
        var board = new AlertBoard(TimeProvider.System, [], NullLogger<AlertBoard>.Instance);
        var parts = new EngineParts(null!, null!, null!, crosswalk, null!) { Leases = null!, Time = new(TimeProvider.System), Chance = Chance.Seeded(1), Recovery = new(), History = history };
        ConnectionRuntime[] sources = [new(TestConnection.Open<DeskConnector, Desk>("web", web, crosswalk), TimeProvider.System, board), new(TestConnection.Open<DeskConnector, Desk>("pos", pos, crosswalk), TimeProvider.System, board)];
        return await new Survive(new(rules), new(parts, sources), NullLogger<Survive>.Instance).InvokeAsync(new(TestConnection.Envelope("web", "erp", Change.Upserted(said.Id, "1", said), "web-1"), CancellationToken.None), context =>
        {
            delivered = context.Envelope.Value;
            return new(outcome ?? SyncOutcome.Applied(new("C1")));
        });
    }

    /// <summary>Profiles at the till, oldest link first.</summary>
    private sealed class Links(params string[] profiles) : IEntityHistory
    {
        public ValueTask<IReadOnlyList<EntityKey>> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<EntityHistory> LoadAsync(TenantId tenant, EntityKey entity, string asked, int most, CancellationToken cancellationToken) =>
            new(new EntityHistory { Links = [.. profiles.Select(profile => new SavedLink(EntityType.Customer, "pos", profile, DateTimeOffset.UnixEpoch))] });
    }

    private sealed class Desk
    {
        public Dictionary<ExternalId, Customer> People { get; } = [];

        public bool IsAway { get; set; }

        public int Reads { get; set; }
    }

    private sealed class DeskConnector : IConnector<Desk>
    {
        public static string SystemName => "desk";

        public static void Build(ConnectorBuilder<Desk> connector) => connector.AddSource<Customer, DeskSource>(10);
    }

    private sealed class DeskSource(Desk desk) : IChangeSource<Customer>, IEntitySource<Customer>
    {
        public ValueTask<ChangePage<Customer>> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<Change<Customer>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
        {
            desk.Reads++;
            return desk.IsAway ? throw new ConnectorException(FaultKind.Unauthorized, "The token was revoked.") : new([.. entities.Where(desk.People.ContainsKey).Select(id => Change.Upserted(id, "1", desk.People[id]))]);
        }
    }
}
