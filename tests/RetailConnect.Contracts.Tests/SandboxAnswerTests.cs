using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using QuickStart;
using RetailConnect.Connectors.Square.Loyalty;
using RetailConnect.Contracts.Coverage;
using RetailConnect.Http;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Tests;

namespace RetailConnect.Contracts;

/// <summary>The simulators answer as their vendors do.</summary>
public sealed class SandboxAnswerTests
{
    private static readonly string[] Vendors = ["business-central", "shopify", "square", "talon-one"];

    [Fact]
    public async Task Every_answer_of_a_day_is_valid()
    {
        var judge = new AnswerJudge();
        var heard = new ConcurrentQueue<Heard>();
        await using var retailer = new RetailerInProcess(new SandboxOptions { Seed = 22, Scale = new RetailerScale().Times(0.03) })
        {
            Wire = (vendor, simulator) => new Listener(vendor, simulator, heard),
        };
        await Pump.RunAsync(retailer.Time, TimeSpan.FromHours(6), async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            retailer.Sandbox.StartDay();
            await retailer.QuietAsync();
            retailer.Sandbox.TalonOne.MovePoints(retailer.Sandbox.TalonOne.Sessions[0].Profile!, 5);
            var club = await retailer.Host.GetRequiredService<IReconciliation>().CompareAsync(new(RetailerInProcess.Tenant, "loyalty", "club"), null, CancellationToken.None);
            Assert.Equal("points-of-nobody", Assert.Single(club.Discrepancies).Reason);
            foreach (var person in new[] { retailer.Sandbox.Shopify.Customers[0].Id, retailer.Sandbox.Square.Customers[0].Id })
            {
                var erased = await retailer.Host.GetRequiredService<IErasures>().EraseAsync(RetailerInProcess.Tenant, person, "anna", CancellationToken.None);
                Assert.DoesNotContain(erased.Places, place => place.Outcome is ErasureOutcome.Failed);
            }
        });

        Assert.Equal(Vendors, heard.Select(answer => answer.Vendor).Distinct().Order());
        var found = heard.SelectMany(judge.Check).GroupBy(violation => violation with { Detail = Alike(violation.Detail) }).Select(group => $"{group.Count()} x {group.First()}").ToArray();
        Assert.True(found.Length == 0, $"{heard.Count} answers; violations:{Environment.NewLine}{string.Join(Environment.NewLine, found)}");
    }

    [Fact]
    public async Task Every_request_to_the_tills_loyalty_programme_and_every_answer_is_valid()
    {
        var judge = new AnswerJudge();
        var heard = new ConcurrentQueue<Heard>();
        RetailerInProcess? shop = null;
        await using var retailer = shop = new RetailerInProcess(new SandboxOptions { Seed = 23, Scale = new RetailerScale { Returns = 600 }.Times(0.03) with { StoreSales = 0 } })
        {
            Compose = (tenant, vendors) => SquareClub.Compose(tenant, vendors, shop!.Sandbox.Square.Locations[0]),
            Wire = (system, simulator) => system is "square" ? new Listener("square", simulator, heard) : simulator,
        };
        IReadOnlyList<Change<LoyaltyMember>> members = [];
        await Pump.RunAsync(retailer.Time, TimeSpan.FromHours(6), async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            retailer.Sandbox.StartDay();
            await retailer.QuietAsync();
            var square = retailer.Sandbox.Square;
            var card = square.LoyaltyCards.First(card => card.Balance > 0);
            square.SpendPoints(card.Id, 1);
            var options = new SquareLoyaltyOptions();
            SquareClub.Configure(options, new("https://square.example"), square.Locations[0]);
            var wire = new InProcessTransport(retailer.Sandbox, (_, simulator) => new Listener("square", simulator, heard));
            await using var club = TestConnection.Open<SquareLoyaltyConnector, SquareLoyaltyOptions>("club", options, new MemoryCrosswalk(), retailer.Time, services => services.AddSingleton<IConnectionTransport>(wire));
            members = await club.Part<IEntitySource<LoyaltyMember>>()!.ReadAsync([card.Id, "nobody"], CancellationToken.None);
        });

        Assert.Contains(Assert.Single(members).Value!.Transactions, moved => moved.Points == -1);
        var asked = heard.Select(answer => $"{answer.Request.Method} {System.Text.RegularExpressions.Regex.Replace(answer.Request.Path, "LAC[0-9]+", "*")}").ToHashSet();
        Assert.Superset(new HashSet<string> { "GET /v2/loyalty/programs/main", "POST /v2/loyalty/accounts", "GET /v2/loyalty/accounts/*", "POST /v2/loyalty/accounts/*/accumulate", "POST /v2/loyalty/accounts/*/adjust", "POST /v2/loyalty/events/search" }, asked);
        var refused = ContractJudge.Require().CheckAll([.. retailer.Sandbox.Recorder.Records.Where(record => record.Request.Path.Contains("/loyalty/", StringComparison.Ordinal))]).Select(group => group.ToString());
        var wrong = refused.Concat(heard.SelectMany(judge.Check).Select(violation => violation.ToString())).Distinct().ToArray();
        Assert.True(wrong.Length == 0, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public async Task Every_request_for_payouts_and_every_answer_is_valid()
    {
        var judge = new AnswerJudge();
        var heard = new ConcurrentQueue<Heard>();
        await using var retailer = new RetailerInProcess(new SandboxOptions { Seed = 24, Scale = new RetailerScale().Times(0.03) })
        {
            Wire = (vendor, simulator) => new Listener(vendor, simulator, heard),
            Compose = (tenant, vendors) =>
            {
                Northwind.Compose(tenant, vendors);
                tenant.AddBusinessCentralPayouts("erp-payouts", options =>
                {
                    Connections.Configure(options, vendors);
                    (options.PayoutJournal, options.PayoutBankAccount, options.PayoutClearingAccount, options.PayoutFeeAccount, options.PayoutDisputeAccount) = ("PAYOUTS", "GIRO", "2930", "6850", "6860");
                }).SyncPayouts(from: ["web", "pos"], to: "erp-payouts", sync => sync.Options.Every = TimeSpan.FromMinutes(10));
            },
        };
        var (shop, pos) = (retailer.Sandbox.Shopify, retailer.Sandbox.Square);
        retailer.Sandbox.BusinessCentral.AddJournal("PAYOUTS");
        await Pump.RunAsync(retailer.Time, TimeSpan.FromHours(12), async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            retailer.Sandbox.StartDay();
            await retailer.QuietAsync();
            shop.Dispute(shop.Orders[0].Id);
            shop.PayOut(shop.MakePayout()!.Id);
            pos.Locations.Select(pos.MakePayout).OfType<Sandbox.Square.PosPayout>().ToList().ForEach(payout => pos.PayOut(payout.Id));
            await retailer.QuietAsync();
        });

        Assert.True(retailer.Sandbox.BusinessCentral.JournalLines.Count(line => line.Bank) > 1);
        var asked = heard.Select(answer => $"{answer.Request.Method} {System.Text.RegularExpressions.Regex.Replace(answer.Request.Path, "po_[0-9]+|[(][0-9a-f-]{36}[)]", "*")}").ToHashSet();
        Assert.Superset(new HashSet<string> { "GET /v2/payouts", "GET /v2/payouts/*/payout-entries" }, asked);
        Assert.Contains(heard, answer => answer.Vendor == "shopify" && Encoding.UTF8.GetString(answer.Request.Body.Span).Contains("PayoutMovements", StringComparison.Ordinal));
        var refused = ContractJudge.Require().CheckAll(retailer.Sandbox.Recorder.Records).Select(group => group.ToString());
        var wrong = refused.Concat(heard.SelectMany(judge.Check).Select(violation => violation.ToString())).Distinct().ToArray();
        Assert.True(wrong.Length == 0, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public async Task Every_request_about_pictures_and_every_answer_is_valid()
    {
        var judge = new AnswerJudge();
        var heard = new ConcurrentQueue<Heard>();
        await using var retailer = new RetailerInProcess(new SandboxOptions { Seed = 25, Scale = new RetailerScale().Times(0.02) with { Items = 3 } })
        {
            Wire = (vendor, simulator) => new Listener(vendor, simulator, heard),
            Compose = (tenant, vendors) => tenant
                .AddBusinessCentral("erp", options =>
                {
                    Connections.Configure(options, vendors);
                    options.ReadPictures = true;
                })
                .AddShopify("web", options => Connections.Configure(options, vendors))
                .AddSquare("pos", options => Connections.Configure(options, vendors))
                .SyncCatalog(from: "erp", to: ["web", "pos"], sync => sync.Options.Every = TimeSpan.FromSeconds(3)),
        };
        var (erp, shop, pos) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify, retailer.Sandbox.Square);
        var number = erp.Prices[0].Sku.Split('-')[0];
        erp.SetPicture(number, "image/jpeg", [0xFF, 0xD8, 0xFF, 1]);
        await Pump.RunAsync(retailer.Time, TimeSpan.FromHours(6), async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            erp.SetPicture(number, "image/png", [0x89, (byte)'P', (byte)'N', (byte)'G', 2]);
            await retailer.QuietAsync();
        });

        Assert.Equal((2, 2), (shop.Files.Count, pos.Images.Count));
        Assert.Contains(heard, answer => answer.Request.Path is "/v2/catalog/search" && Encoding.UTF8.GetString(answer.Request.Body.Span).Contains("IMAGE", StringComparison.Ordinal));
        Assert.Contains(heard, answer => answer.Request.Path is "/v2/catalog/batch-retrieve" && Encoding.UTF8.GetString(answer.Request.Body.Span).Contains("IMG", StringComparison.Ordinal));
        var refused = ContractJudge.Require().CheckAll(retailer.Sandbox.Recorder.Records).Select(group => group.ToString());
        var wrong = refused.Concat(heard.SelectMany(judge.Check).Select(violation => violation.ToString())).Distinct().ToArray();
        Assert.True(wrong.Length == 0, string.Join(Environment.NewLine, wrong));
    }

    [Theory]
    [InlineData("square", "GET", "/v2/locations", """{"locations":[{"id":7}]}""")]
    [InlineData("talon-one", "GET", "/v2/customer_sessions/order-1", """{"customerSession":{"state":"closed"}}""")]
    [InlineData("business-central", "GET", "/v2.0/contoso/production/api/v2.0/companies(11111111-1111-1111-1111-111111111111)/items", """{"value":[{"unitPrice":"ten"}]}""")]
    public void A_wrong_answer_is_found(string vendor, string method, string path, string answer) =>
        Assert.NotEmpty(new AnswerJudge().Check(new(vendor, new(method, path, "", new Dictionary<string, string>(), ReadOnlyMemory<byte>.Empty), 200, Encoding.UTF8.GetBytes(answer))));

    [Theory]
    [InlineData("""{"data":{"shop":{"currencyCode":"DOLLAR","taxesIncluded":true}}}""", "CurrencyCode")]
    [InlineData("""{"data":{"shop":{"currencyCode":"EUR"}}}""", "taxesIncluded is missing")]
    [InlineData("""{"data":{"shop":{"currencyCode":"EUR","taxesIncluded":null}}}""", "null")]
    [InlineData("""{"data":{"shop":{"currencyCode":"EUR","taxesIncluded":true,"name":"x"}}}""", "not asked for")]
    [InlineData("""{"extensions":{}}""", "neither")]
    public void A_wrong_answer_to_a_document_is_found(string answer, string about)
    {
        var request = Encoding.UTF8.GetBytes("""{"query":"query Shop { shop { currencyCode taxesIncluded } }","variables":{}}""");
        var found = new AnswerJudge().Check(new("shopify", new("POST", Shopify.ShopifyContract.Path, "", new Dictionary<string, string>(), request), 200, Encoding.UTF8.GetBytes(answer)));
        Assert.Contains(found, violation => violation.Detail.Contains(about, StringComparison.Ordinal));
    }

    /// <summary>Takes out the positions in lists.</summary>
    private static string Alike(string detail) => System.Text.RegularExpressions.Regex.Replace(detail, @"\d+", "*");
}
