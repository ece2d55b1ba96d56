using RetailConnect.Sandbox.Retail;

namespace RetailConnect.Sandbox.Tests.Retail;

/// <summary>Each proof holds in a right world, and fails, saying where, in a world that is wrong in exactly what it proves.</summary>
public sealed class JudgeTests
{
    private static readonly Place ShirtInStore = new("1001-01", "S1");
    private static readonly Place ShirtInWarehouse = new("1001-01", "WEB");

    private static readonly Dictionary<string, (string Proof, string Where, Func<WorldState, WorldState> Break)> Broken = new()
    {
        ["order missing"] = ("orders", "web-1 has 0 documents", world => world.Without("web-1")),
        ["order doubled"] = ("orders", "pos-1 has 2 documents", world => world.Doubled("pos-1")),
        ["order of nobody"] = ("orders", "document web-9 has no sale", world => world with { Documents = [.. world.Documents, new("web-9", CreditMemo: false, 1, null, [])] }),
        ["order with a wrong total"] = ("orders", "web-1: 43.95 in the channel, 43.94 in the ERP", world => world.Posted("web-1", document => document with { Total = 43.94m })),
        ["order at a wrong location"] = ("orders", "pos-1: 1 x 1002-01 at S1 in the channel, 1 x 1002-01 at WEB in the ERP", world => world.Posted("pos-1", document => document with { Lines = [(new("1002-01", "WEB"), 1)] })),
        ["order with wrong units"] = ("orders", "web-1: 2 x 1001-01 at WEB in the channel, 1 x 1001-01 at WEB in the ERP", world => world.Posted("web-1", document => document with { Lines = [(ShirtInWarehouse, 1)] })),
        ["order of another variant"] = ("orders", "web-1: 2 x 1001-01 at WEB in the channel, 2 x 1001-02 at WEB in the ERP", world => world.Posted("web-1", document => document with { Lines = [(new("1001-02", "WEB"), 2)] })),
        ["order split over two locations"] = ("orders", "1 x 1001-01 at S1, 1 x 1001-01 at WEB in the ERP", world => world.Posted("web-1", document => document with { Lines = [(ShirtInWarehouse, 1), (ShirtInStore, 1)] })),
        ["order on a wrong customer"] = ("orders", $"web-1: customer {World.Ada} in the channel, {World.Bob} in the ERP", world => world.Posted("web-1", document => document with { Customer = World.Bob })),
        ["order of a known customer as anonymous"] = ("orders", $"web-1: customer {World.Ada} in the channel, unknown in the ERP", world => world.Posted("web-1", document => document with { Customer = null })),
        ["anonymous sale on a customer"] = ("orders", $"pos-1: customer unknown in the channel, {World.Ada} in the ERP", world => world.Posted("pos-1", document => document with { Customer = World.Ada })),
        ["return without memo"] = ("returns", "pos-2 has 0 documents", world => world.Without("pos-2")),
        ["return with two memos"] = ("returns", "pos-2 has 2 documents", world => world.Doubled("pos-2")),
        ["memo of nobody"] = ("returns", "document web-9 has no return", world => world with { Documents = [.. world.Documents, new("web-9", CreditMemo: true, 1, null, [])] }),
        ["memo with a wrong total"] = ("returns", "pos-2: 19.5 in the channel, 23.4 in the ERP", world => world.Posted("pos-2", document => document with { Total = 23.40m })),
        ["memo on a wrong customer"] = ("returns", $"pos-2: customer {World.Ada} in the channel, unknown in the ERP", world => world.Posted("pos-2", document => document with { Customer = null })),
        ["restocked at a wrong store"] = ("returns", "pos-2: 1 x 1001-01 at S1 in the channel, 1 x 1001-01 at S2 in the ERP", world => world.Posted("pos-2", document => document with { Lines = [(new("1001-01", "S2"), 1)] })),
        ["not restocked"] = ("returns", "pos-2: 1 x 1001-01 at S1 in the channel, no goods in the ERP", world => world.Posted("pos-2", document => document with { Lines = [] })),
        ["restocked what nobody can sell"] = ("returns", "web-3: no goods in the channel, 1 x 1002-01 at WEB in the ERP", world => world.Posted("web-3", document => document with { Lines = [(new("1002-01", "WEB"), 1)] })),
        ["kit posted as one"] = ("orders", "pos-3: 2 x 1001-01 at S1 in the channel, 1 x TWINS at S1 in the ERP", world => world.Posted("pos-3", document => document with { Lines = [(new("TWINS", "S1"), 1)] })),
        ["kit posted with a part too few"] = ("orders", "pos-3: 2 x 1001-01 at S1 in the channel, 1 x 1001-01 at S1 in the ERP", world => world.Posted("pos-3", document => document with { Lines = [(ShirtInStore, 1)] })),
        ["till offers a kit of which a part is missing"] = ("stock", "TWINS at S1: pos offers 2, the ERP has 1", world => world.Offering("pos", new("TWINS", "S1"), 2)),
        ["web offers one too many"] = ("stock", "1001-01 at WEB: web offers 9, the ERP has 8", world => world.Offering("web", ShirtInWarehouse, 9)),
        ["till offers one too few"] = ("stock", "1001-01 at S1: pos offers 2, the ERP has 3", world => world.Offering("pos", ShirtInStore, 2)),
        ["web knows nothing of a place"] = ("stock", "1001-01 at S1: web offers nothing, the ERP has 3", world => world.Offering("web", ShirtInStore, null)),
        ["nothing is offered"] = ("stock", "nothing is offered anywhere", world => world with { Places = [] }),
        ["points off by one"] = ("points", $"{World.Ada}: 19 due, 20 booked", world => world.With(new("p-ada", World.Ada, 20), new("p-bob", World.Bob, 0))),
        ["points of a return not given back"] = ("points", $"{World.Ada}: 19 due, 38 booked", world => world.With(new("p-ada", World.Ada, 38), new("p-bob", World.Bob, 0))),
        ["points on the list price"] = ("points", $"{World.Ada}: 19 due, 21 booked", world => world.With(new("p-ada", World.Ada, 21), new("p-bob", World.Bob, 0))),
        ["two profiles with split points"] = ("customers", $"{World.Ada} has 2 profiles", world => world.With(new("p-ada", World.Ada, 10), new("p-ada-2", World.Ada, 9), new("p-bob", World.Bob, 0))),
        ["no profile"] = ("customers", $"{World.Bob} has 0 profiles", world => world.With(new ProfileFact("p-ada", World.Ada, 19))),
        ["profile of nobody"] = ("customers", "profile p-eve is nobody's", world => world.With([.. world.Profiles, new("p-eve", "", 0)])),
        ["customer missing"] = ("customers", $"{World.Bob} is in the ERP 0 times", world => world.Knowing(new PersonFact(World.Ada, "Leeds"))),
        ["customer doubled"] = ("customers", $"{World.Ada} is in the ERP 2 times", world => world.Knowing(new(World.Ada, "Leeds"), new("ADA@shoppers.example", "Leeds"), new(World.Bob, ""))),
        ["customer of nobody"] = ("customers", "the ERP's customer '' is nobody's", world => world.Knowing([.. world.ErpCustomers, new("", "")])),
        ["city not updated"] = ("customers", $"{World.Ada} lives in 'Leeds' in the shop, in 'Bristol' in the ERP", world => world.Knowing(new(World.Ada, "Bristol"), new(World.Bob, ""))),
        ["price not updated"] = ("catalogue", "1001-01: 21 in the ERP, 20 in pos", world => world.Listing("pos", ("1001-01", 20m), ("1002-01", 14.99m))),
        ["variant not listed"] = ("catalogue", "web lists 1002-01 0 times", world => world.Listing("web", ("1001-01", 21m))),
        ["variant listed twice"] = ("catalogue", "web lists 1001-01 2 times", world => world.Listing("web", ("1001-01", 21m), ("1001-01", 21m), ("1002-01", 14.99m))),
        ["day not started"] = ("day", "the shops never opened", world => world with { Day = new(false, false, 0, 0, 0, null) }),
        ["day not ended"] = ("day", "the shops are still open; 4 of 5 things happened", world => world with { Day = world.Day with { Ended = false, Done = 4 } }),
        ["day broken off"] = ("day", "Sell threw; 4 of 5 things happened", world => world with { Day = world.Day with { Done = 4, Failure = "Sell threw" } }),
    };

    public static TheoryData<string> Cases => [.. Broken.Keys];

    [Fact]
    public void Every_proof_holds_in_a_right_world()
    {
        var proofs = Judge.Prove(World.Right());
        Assert.Equal(["day", "orders", "returns", "stock", "points", "catalogue", "customers"], proofs.Select(proof => proof.Name));
        Assert.All(proofs, proof => Assert.True(proof.Holds, $"{proof.Name}: {proof.Detail}"));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Exactly_one_proof_fails_and_says_where_in_a_world_with(string defect)
    {
        var (name, where, breaks) = Broken[defect];
        var failed = Assert.Single(Judge.Prove(breaks(World.Right())), proof => !proof.Holds);
        Assert.Equal(name, failed.Name);
        Assert.Contains(where, failed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_proof_has_a_world_in_which_it_fails() =>
        Assert.Empty(Judge.Prove(World.Right()).Select(proof => proof.Name).Except(Broken.Values.Select(broken => broken.Proof)));

    [Fact]
    public void A_unit_that_cost_no_whole_number_of_cents_earns_points_on_its_exact_price()
    {
        // 29.99 for three units: 9.9966… each, which would be 10 when it was rounded to cents.
        var world = World.Right();
        world = world with { Sales = [.. world.Sales.Skip(1), new("web-1", 43.95m, World.Ada, [new(ShirtInWarehouse, 3, 29.99m / 3)])], Returns = [] };
        var detail = Judge.Prove(world).Single(proof => proof.Name == "points").Detail;
        Assert.Contains($"{World.Ada}: 27 due", detail, StringComparison.Ordinal);
    }
}
