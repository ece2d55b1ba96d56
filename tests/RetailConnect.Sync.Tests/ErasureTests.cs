using RetailConnect.Sync.Customers;
using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Erasing;

namespace RetailConnect.Sync.Tests;

/// <summary>What an erased profile says goes no further, and its orders do.</summary>
public sealed class ErasureTests
{
    private readonly MemoryCrosswalk crosswalk = new MemoryCrosswalk()
        .Link(new(TestConnection.Tenant, EntityType.Customer, "web"), "web-7", "7").Link(new(TestConnection.Tenant, EntityType.CustomerErasure, "web"), "web-7", "7").Link(new(TestConnection.Tenant, EntityType.CustomerErasure, "web"), "*", "8");

    [Fact]
    public async Task A_change_of_an_erased_profile_is_accepted_empty_and_links_no_contact()
    {
        var intake = Assert.Single(await AcceptAsync(Change.Upserted("7", "2", Person("7"))));
        Assert.Equal(("web-7", new Customer { Id = "7" }), (intake.Canonical.Value, intake.Change.Value));
        Assert.Empty(intake.Links);
    }

    [Fact]
    public async Task One_that_cannot_be_mapped_parks_nothing_that_its_vendor_said()
    {
        var fault = new ConnectorException(FaultKind.Rejected, "Jo's address makes no sense.");
        Assert.True(Assert.Single(await AcceptAsync(Change.Unreadable<Customer>("7", "2", fault))).Change.IsDelete);
        Assert.Same(fault, Assert.Single(await AcceptAsync(Change.Unreadable<Customer>("9", "2", fault))).Change.Fault);
    }

    [Theory]
    [InlineData("8")]
    [InlineData("9")]
    public async Task A_profile_that_came_back_or_was_never_erased_is_heard(string profile)
    {
        var intake = Assert.Single(await AcceptAsync(Change.Upserted(profile, "2", Person(profile))));
        Assert.Equal(Person(profile), intake.Change.Value);
        Assert.NotEmpty(intake.Links);
    }

    [Theory]
    [InlineData("7", Reasons.Erased)]
    [InlineData("8", null)]
    [InlineData("9", null)]
    public async Task What_is_on_its_way_is_skipped_at_the_door(string profile, string? skipped)
    {
        var context = new SyncContext<Customer>(TestConnection.Envelope("web", "erp", Change.Upserted(profile, "1", Person(profile)), $"web-{profile}"), CancellationToken.None);
        var outcome = await new ErasedCustomer(crosswalk, null).InvokeAsync(context, _ => new(SyncOutcome.Applied(new("x"))));
        Assert.Equal(skipped, (outcome as SyncOutcome.SkippedOutcome)?.Reason);
    }

    [Theory]
    [InlineData("7", null, null)]
    [InlineData("7", "K-1", "7")]
    [InlineData("9", null, "9")]
    public async Task An_order_loses_its_customer_only_where_the_target_never_had_the_erased_person(string profile, string? target, string? customer)
    {
        if (target is not null)
        {
            crosswalk.Link(new(TestConnection.Tenant, EntityType.Customer, "erp"), "web-7", target);
        }

        var order = new Order { Id = "1", PlacedAt = default, Status = OrderStatus.Open, Lines = [], Total = MoneyPair.Zero(new("EUR"), new("EUR")), Customer = new(profile) };
        Order? seen = null;
        await new ErasedBuyer(crosswalk).InvokeAsync(
            new(TestConnection.Envelope("web", "erp", Change.Upserted("1", "1", order), "web-1"), CancellationToken.None),
            context =>
            {
                seen = context.Envelope.Value;
                return new(SyncOutcome.Applied(new("x")));
            });
        Assert.Equal(customer, seen!.Customer?.Id.Value);
    }

    private static Customer Person(string id) => new() { Id = id, Email = "jo@example.test", Phone = "+442079460000", LastName = "Bloggs" };

    private ValueTask<IReadOnlyList<Intake<Customer>>> AcceptAsync(Change<Customer> change) =>
        new ErasedIntake(new CustomerIntake(crosswalk), crosswalk).AcceptAsync(new(TestConnection.Tenant, "web", DateTimeOffset.UnixEpoch), [change], CancellationToken.None);
}
