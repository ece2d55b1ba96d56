using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Http;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.TalonOne;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.TalonOne.Tests;

/// <summary>Many profiles in one call, against the wire and against the simulated engine, whose calls are counted.</summary>
public sealed class ProfilesInBulkTests
{
    private const string Bulk = "/v2/customer_profiles";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Envelope<Customer> Of(string id, string? target = null) =>
        TestConnection.Envelope("web", Wire.Name, Change.Upserted(id, "1", new Customer { Id = id, FirstName = "Ada", LastName = id, Email = $"{id}@example.com" }), $"web-{id}", target);

    private static ValueTask<IReadOnlyList<WriteResult>> Save(Wire wire, params Envelope<Customer>[] envelopes) => wire.Open().Part<IBatchSink<Customer>>()!.WriteBatchAsync(envelopes, Token);

    [Fact]
    public async Task Several_profiles_are_one_call()
    {
        await using var wire = new Wire().Answer("PUT", Bulk, "", 204);

        var results = await Save(wire, Of("1"), Of("2", "linked-2"));

        Assert.Equal(["web-1", "linked-2"], results.Select(result => result.Receipt!.Id.Value));
        Assert.Equal($"PUT {Bulk}?silent=yes", Assert.Single(wire.Sent));
        Assert.Equal("""{"customerProfiles":[{"integrationId":"web-1","attributes":{"Email":"1@example.com","Name":"Ada 1"}},{"integrationId":"linked-2","attributes":{"Email":"2@example.com","Name":"Ada 2"}}]}""", Assert.Single(wire.Bodies("PUT")));
    }

    [Fact]
    public async Task A_delete_is_refused_alone()
    {
        await using var wire = new Wire().Answer("PUT", $"{Bulk}/web-1", "{}");

        var results = await Save(wire, TestConnection.Envelope("web", Wire.Name, Change.Deleted<Customer>("9", "1"), "web-9"), Of("1"));

        Assert.Equal((FaultKind.Unsupported, "delete-unsupported"), (results[0].Fault!.Kind, results[0].Fault!.Reason));
        Assert.Equal("web-1", results[1].Receipt!.Id.Value);
    }

    [Theory]
    [InlineData(503, FaultKind.Transient)]
    [InlineData(429, FaultKind.Throttled)]
    [InlineData(401, FaultKind.Unauthorized)]
    public async Task A_call_that_fails_in_another_way_is_not_taken_apart(int status, FaultKind kind)
    {
        await using var wire = new Wire().Answer("PUT", Bulk, """{"message":"no"}""", status);

        var results = await Save(wire, Of("1"), Of("2"));

        Assert.All(results, result => Assert.Equal(kind, result.Fault!.Kind));
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task One_that_is_refused_keeps_no_other_back()
    {
        await using var club = new Simulated();
        var long1 = Of("7", new string('x', 1001));
        var envelopes = Enumerable.Range(0, 16).Select(i => i == 7 ? long1 : Of($"{i}")).ToArray();

        var results = await club.SaveAsync(envelopes);

        Assert.Equal([7], results.Index().Where(result => result.Item.Fault is not null).Select(result => result.Index));
        Assert.Equal(FaultKind.Rejected, results[7].Fault!.Kind);
        Assert.Equal(15, club.Simulator.Profiles.Count);
        Assert.Equal(9, club.Calls);
    }

    [Fact]
    public async Task What_the_account_has_not_enabled_is_refused_of_each()
    {
        await using var club = new Simulated(options => options.NameAttribute = "Nickname");

        var results = await club.SaveAsync([Of("1"), Of("2"), Of("3")]);

        Assert.All(results, result => Assert.Equal(FaultKind.Rejected, result.Fault!.Kind));
        Assert.Empty(club.Simulator.Profiles);
    }

    [Fact]
    public async Task A_repeat_changes_nothing()
    {
        await using var club = new Simulated();
        Envelope<Customer>[] envelopes = [Of("1"), Of("2"), Of("3")];

        var first = await club.SaveAsync(envelopes);
        var second = await club.SaveAsync(envelopes);

        Assert.Equal(first.Select(result => result.Receipt!.Id), second.Select(result => result.Receipt!.Id));
        Assert.Equal(3, club.Simulator.Profiles.Count);
    }

    /// <summary>The number that the README gives.</summary>
    [Fact]
    public async Task Ten_thousand_customers_cost_ten_calls()
    {
        await using var club = new Simulated();
        var customers = Enumerable.Range(0, 10_000).Select(i => Of($"{i}")).ToArray();
        var most = club.Connection.Capabilities.OfType<SinkCapability>().Single(sink => sink.Type == EntityType.Customer).Batch;

        foreach (var batch in customers.Chunk(most))
        {
            Assert.All(await club.SaveAsync(batch), result => Assert.Null(result.Fault));
        }

        Assert.Equal(10_000, club.Simulator.Profiles.Count);
        Assert.Equal(10, club.Calls);
    }

    /// <summary>The connector on the simulated engine.</summary>
    private sealed class Simulated : IAsyncDisposable
    {
        private readonly RetailSandbox sandbox;

        public Simulated(Action<TalonOneOptions>? change = null)
        {
            var time = new FakeTimeProvider(Wire.Start);
            sandbox = RetailSandbox.Create(new() { Scale = new() { Items = 1, VariantsPerItem = 1, Stores = 1, Customers = 0 }, Faults = new() { LatencyMin = TimeSpan.Zero, LatencyMax = TimeSpan.Zero } }, time);
            var club = new TalonOneSettings();
            var options = new TalonOneOptions { BaseAddress = new("https://club.example"), ApiKey = club.ApiKey, LoyaltyProgramId = club.ProgramId };
            change?.Invoke(options);
            Connection = TestConnection.Open<TalonOneConnector, TalonOneOptions>(Wire.Name, options, new MemoryCrosswalk(), time, services => services.AddSingleton<IConnectionTransport>(new InProcess(sandbox)));
        }

        public Connection Connection { get; }

        public TalonOneSimulator Simulator => sandbox.TalonOne;

        public int Calls => sandbox.Recorder.Records.Count;

        public ValueTask<IReadOnlyList<WriteResult>> SaveAsync(IReadOnlyList<Envelope<Customer>> envelopes) => Connection.Part<IBatchSink<Customer>>()!.WriteBatchAsync(envelopes, Token);

        public async ValueTask DisposeAsync()
        {
            await Connection.DisposeAsync();
            await sandbox.DisposeAsync();
        }
    }

    private sealed class InProcess(RetailSandbox sandbox) : IConnectionTransport
    {
        public HttpMessageHandler Open(ConnectionContext connection) => sandbox.HandlerOf(connection.System);
    }
}
