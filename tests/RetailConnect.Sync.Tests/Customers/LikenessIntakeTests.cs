using RetailConnect.Sync.Customers;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Tests.Customers;

/// <summary>Who shares something with a new customer is noted when the customer is accepted, as hashes only.</summary>
public sealed class LikenessIntakeTests
{
    private static readonly PostalAddress Home = new() { Line1 = "12 Mill Lane", PostalCode = "LS1 4AP", City = "Leeds" };
    private readonly MemoryCrosswalk crosswalk = new();

    [Theory]
    [InlineData("Lovelace", "12 Mill Lane", "LS1 4AP", null, null, true)]
    [InlineData("LOVELASE", "", "ls14ap", null, null, true)]
    [InlineData("Lovelace", "Mill Lane 12", "", null, null, true)]
    [InlineData("Lovelace", "", "", "020 7946 0111", null, true)]
    [InlineData("Lovelace", "", "", null, "ADA+shop@work.test", true)]
    [InlineData("Hopper", "12 Mill Lane", "LS1 4AP", "020 7946 0111", "ada@work.test", false)]
    [InlineData("Lovelace", "12 Other Lane", "N1 1AA", "020 7946 9999", "bert@work.test", false)]
    [InlineData(null, "12 Mill Lane", "LS1 4AP", "020 7946 0111", null, false)]
    public async Task A_new_customer_is_compared_with_those_of_a_like_name_who_share_something(string? last, string street, string code, string? phone, string? mail, bool found)
    {
        await AcceptAsync("web", Ada("1"));
        await AcceptAsync("pos", new Customer { Id = "9", FirstName = "Ada", LastName = last, Phone = phone, Email = mail, Address = new() { Line1 = street, PostalCode = code } });
        Assert.Equal(found ? [new("web-1")] : [], await OpenAsync("pos-9"));
    }

    [Fact]
    public async Task Who_was_there_first_is_not_asked_about_who_comes_later()
    {
        await AcceptAsync("web", Ada("1"));
        await AcceptAsync("pos", Bare("9"));
        await AcceptAsync("web", Ada("1") with { Phone = "+442079460222" });
        Assert.Empty(await OpenAsync("web-1"));
        Assert.Equal([new("web-1")], await OpenAsync("pos-9"));
    }

    [Fact]
    public async Task Of_two_on_one_page_the_second_is_compared_with_the_first()
    {
        await AcceptAsync("pos", Bare("8"), Bare("9"));
        Assert.Equal((0, 1), ((await OpenAsync("pos-8")).Count, (await OpenAsync("pos-9")).Count));
    }

    [Fact]
    public async Task Who_is_identified_by_an_address_is_compared_with_nobody()
    {
        await AcceptAsync("web", Ada("1"), Bare("2"));
        await AcceptAsync("pos", Ada("9"));
        Assert.Equal("web-1", (await crosswalk.FindCanonicalAsync(new(TestConnection.Tenant, EntityType.Customer, "pos"), "9", CancellationToken.None))!.Value.Value);
        Assert.Empty(await OpenAsync("pos-9"));
        Assert.Empty(await OpenAsync("web-1"));
    }

    [Fact]
    public async Task What_very_many_share_tells_nobody_from_another()
    {
        await AcceptAsync("web", [.. Enumerable.Range(1, LikenessBook.MostOfKey + 5).Select(number => Bare($"{number}", home: false) with { Address = new() { PostalCode = "LS1 4AP" } })]);
        await AcceptAsync("pos", Bare("9", home: false) with { Address = new() { PostalCode = "LS1 4AP" } });
        Assert.Equal(LikenessBook.MostOfKey, (await OpenAsync("pos-9")).Count);
    }

    [Fact]
    public async Task Who_are_two_for_certain_are_not_compared_again_whichever_was_named_first()
    {
        await AcceptAsync("web", Ada("1"));
        await AcceptAsync("app", Ada("5") with { Email = "ada@work.test", Phone = null });
        await AcceptAsync("pos", Bare("9"));
        Assert.Equal([new("web-1"), new("app-5")], await OpenAsync("pos-9"));
        Save([LikenessBook.AreTwo(TestConnection.Tenant, new("pos-9"), new("app-5")), LikenessBook.AreTwo(TestConnection.Tenant, new("web-1"), new("pos-9"))]);
        Assert.Empty(await OpenAsync("pos-9"));
    }

    [Fact]
    public async Task Of_candidates_who_were_merged_the_one_who_stays_is_compared()
    {
        await AcceptAsync("web", Ada("1"));
        await AcceptAsync("app", Ada("5") with { Email = "ada@work.test", Phone = null });
        await AcceptAsync("pos", Bare("9"));
        Save([Merges.Into(TestConnection.Tenant, new("app-5"), new("web-1"))]);
        Assert.Equal([new("web-1")], await OpenAsync("pos-9"));
        Save([LikenessBook.AreTwo(TestConnection.Tenant, new("pos-9"), new("web-1"))]);
        Assert.Empty(await OpenAsync("pos-9"));
    }

    [Fact]
    public async Task Who_was_decided_about_is_compared_no_more()
    {
        await AcceptAsync("web", Ada("1"));
        await AcceptAsync("pos", Bare("9"));
        Save([LikenessBook.IsDecided(TestConnection.Tenant, new("pos-9"))]);
        Assert.Empty(await OpenAsync("pos-9"));
    }

    [Fact]
    public async Task Nothing_personal_is_kept_and_no_two_tenants_keep_the_same()
    {
        var links = await AcceptAsync("web", Ada("1"));
        Assert.Equal(4, links.Count(link => link.Scope.Type == EntityType.CustomerLikeness));
        Assert.All(links.Where(link => link.Scope.Type == EntityType.CustomerLikeness), link => Assert.Matches("^[0-9a-f]{64}/0$", link.External.Value));
        Assert.Empty(LikenessKeys.Of(new("one"), Ada("1")).Intersect(LikenessKeys.Of(new("two"), Ada("1"))));
    }

    [Fact]
    public async Task Nothing_is_kept_for_it_where_nobody_is_matched_by_likeness() =>
        Assert.DoesNotContain((await new CustomerIntake(crosswalk).AcceptAsync(new(TestConnection.Tenant, "web", DateTimeOffset.UnixEpoch), [Change.Upserted("1", "1", Ada("1"))], CancellationToken.None))[0].Links, link => link.Scope.Type == EntityType.CustomerLikeness);

    [Fact]
    public async Task A_profile_that_was_given_back_says_again_what_it_said_meanwhile()
    {
        var profile = new SavedLink(EntityType.Customer, "pos", "9", DateTimeOffset.UnixEpoch);
        await AcceptAsync("pos", Bare("9"));
        Save([Merges.Was(TestConnection.Tenant, profile, new("pos-9")), ProfileMoves.Of(TestConnection.Tenant, profile, new("web-1"))]);
        Assert.Equal("1", await VersionAsync());
        Save([ProfileMoves.Of(TestConnection.Tenant, profile, new("pos-9"))]);
        Assert.Equal("1~apart", await VersionAsync());
        Assert.Equal("1~apart", await VersionAsync());

        async Task<string> VersionAsync() => Assert.Single(await new CustomerIntake(crosswalk).AcceptAsync(new(TestConnection.Tenant, "pos", DateTimeOffset.UnixEpoch), [Change.Upserted("9", "1", Bare("9"))], CancellationToken.None)).Change.Version;
    }

    private static Customer Ada(string id) => new() { Id = id, FirstName = "Ada", LastName = "Lovelace", Email = "ada@example.test", Phone = "+442079460111", Address = Home };

    /// <summary>Somebody at a till: a name and where she lives.</summary>
    private static Customer Bare(string id, bool home = true) => new() { Id = id, FirstName = "Ada", LastName = "Lovelace", Address = home ? Home : null };

    private ValueTask<IReadOnlyList<CanonicalId>> OpenAsync(string person) => new LikenessBook(crosswalk).OpenAsync(TestConnection.Tenant, new(person), CancellationToken.None);

    private async Task<IReadOnlyList<CrosswalkLink>> AcceptAsync(string connection, params Customer[] customers)
    {
        var intakes = await new CustomerIntake(crosswalk, byLikeness: true).AcceptAsync(new(TestConnection.Tenant, connection, DateTimeOffset.UnixEpoch), [.. customers.Select(customer => Change.Upserted(customer.Id, "1", customer))], CancellationToken.None);
        var links = intakes.SelectMany(intake => intake.Links.Append(new(new(TestConnection.Tenant, EntityType.Customer, connection), intake.Canonical, intake.Change.Entity, null))).ToList();
        Save(links);
        return links;
    }

    private void Save(IEnumerable<CrosswalkLink> links)
    {
        foreach (var link in links)
        {
            crosswalk.Link(link.Scope, link.Canonical.Value, link.External.Value);
        }
    }
}
