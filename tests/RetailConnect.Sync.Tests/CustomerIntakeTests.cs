using RetailConnect.Sync.Customers;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Tests;

public sealed class CustomerIntakeTests
{
    private readonly MemoryCrosswalk crosswalk = new();

    [Fact]
    public async Task One_person_in_two_channels_gets_one_canonical_id_when_the_address_is_the_same()
    {
        var web = await AcceptAsync("web", new Customer { Id = "1", Email = "Ada@Example.test" });
        Save(web);
        Assert.Equal(web.Canonical, (await AcceptAsync("pos", new Customer { Id = "X9", Email = " ada@example.test" })).Canonical);
    }

    [Fact]
    public async Task Two_with_one_address_on_one_page_are_one_person()
    {
        var page = await new CustomerIntake(crosswalk).AcceptAsync(
            new(TestConnection.Tenant, "pos", DateTimeOffset.UnixEpoch), [Changed(new Customer { Id = "1", Email = "a@example.test" }), Changed(new Customer { Id = "2", Email = "a@example.test" })], CancellationToken.None);
        Assert.Equal(page[0].Canonical, page[1].Canonical);
    }

    [Fact]
    public async Task A_phone_number_identifies_only_in_international_form()
    {
        Save(await AcceptAsync("web", new Customer { Id = "1", Phone = "+44 20 7946 0000" }));
        Save(await AcceptAsync("web", new Customer { Id = "2", Phone = "0000 123" }));
        Assert.Equal("web-1", (await AcceptAsync("pos", new Customer { Id = "8", Phone = "+442079460000" })).Canonical.Value);
        Assert.Equal("pos-9", (await AcceptAsync("pos", new Customer { Id = "9", Phone = "0000 123" })).Canonical.Value);
    }

    [Fact]
    public async Task An_address_that_was_mistyped_at_the_till_stays_with_whose_it_is()
    {
        Save(await AcceptAsync("web", new Customer { Id = "1", Email = "ada@example.test" }));
        Save(await AcceptAsync("pos", new Customer { Id = "9", Email = "ben@example.test" }));
        crosswalk.Link(new(TestConnection.Tenant, EntityType.Customer, "pos"), "pos-9", "9");
        var mistyped = await AcceptAsync("pos", new Customer { Id = "9", Email = "ada@example.test" });
        Assert.Equal("pos-9", mistyped.Canonical.Value);
        Save(mistyped);
        Assert.Equal("web-1", (await AcceptAsync("app", new Customer { Id = "5", Email = "ada@example.test" })).Canonical.Value);
    }

    [Fact]
    public async Task A_shared_number_does_not_make_one_person_of_two_with_different_addresses()
    {
        Save(await AcceptAsync("web", new Customer { Id = "1", Email = "ada@example.test", Phone = "+442079460000" }));
        var other = await AcceptAsync("web", new Customer { Id = "2", Email = "ben@example.test", Phone = "+442079460000" });
        Assert.Equal("web-2", other.Canonical.Value);
        Save(other);
        Assert.Equal("web-1", (await AcceptAsync("pos", new Customer { Id = "8", Phone = "+442079460000" })).Canonical.Value);
        Assert.Equal("web-2", (await AcceptAsync("pos", new Customer { Id = "9", Email = "ben@example.test", Phone = "+442079460000" })).Canonical.Value);
    }

    [Fact]
    public async Task No_address_is_kept_in_plain_text()
    {
        var intake = await AcceptAsync("web", new Customer { Id = "1", Email = "ada@example.test", Phone = "+442079460000" });
        Assert.Equal(2, intake.Links.Count);
        Assert.DoesNotContain(intake.Links, link => link.External.Value.Contains("ada", StringComparison.Ordinal) || link.External.Value.Contains("44207", StringComparison.Ordinal));
    }

    private static Change<Customer> Changed(Customer customer) => Change.Upserted(customer.Id, "1", customer);

    private async Task<Intake<Customer>> AcceptAsync(string connection, Customer customer) =>
        Assert.Single(await new CustomerIntake(crosswalk).AcceptAsync(new(TestConnection.Tenant, connection, DateTimeOffset.UnixEpoch), [Changed(customer)], CancellationToken.None));

    private void Save(Intake<Customer> intake)
    {
        foreach (var link in intake.Links)
        {
            crosswalk.Link(link.Scope, link.Canonical.Value, link.External.Value);
        }
    }
}
