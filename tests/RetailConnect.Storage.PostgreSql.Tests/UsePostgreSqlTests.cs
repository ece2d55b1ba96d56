using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

public sealed class UsePostgreSqlTests
{
    private const string Server = "Host=db.example;Username=store;Password=sesame";

    [Theory]
    [InlineData("", "ConnectionString is empty")]
    [InlineData(" ", "ConnectionString is empty")]
    [InlineData("Username=store;Password=sesame", "names no Host")]
    [InlineData("Host=db.example;Pasword=sesame", "can't be read")]
    [InlineData("Host=db.example;Port=sesame", "can't be read")]
    [InlineData("sesame", "can't be read")]
    public void A_connection_string_that_cannot_be_used_is_refused_and_not_repeated(string connectionString, string cause)
    {
        var error = Assert.Throws<ArgumentException>(() => new RetailConnectBuilder(new ServiceCollection()).UsePostgreSql(connectionString));
        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Retail")]
    [InlineData("1retail")]
    [InlineData("re-tail")]
    [InlineData("pg_retail")]
    [InlineData("retail\n")]
    [InlineData("a\"; DROP SCHEMA public; --")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public void A_schema_that_is_no_name_is_refused(string schema) => Assert.Contains(
        "PostgreSqlStoreOptions.Schema",
        Assert.Throws<ArgumentException>(() => new RetailConnectBuilder(new ServiceCollection()).UsePostgreSql(options => (options.ConnectionString, options.Schema) = (Server, schema))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Every_port_is_the_one_store()
    {
        var services = new ServiceCollection();
        new RetailConnectBuilder(services).UsePostgreSql(Server);
        await using var provider = services.BuildServiceProvider();
        var store = provider.GetRequiredService<IStoreWriter>();
        Type[] ports =
        [
            typeof(IInboxStore), typeof(ICheckpointStore), typeof(ICrosswalk), typeof(IDeadLetterStore), typeof(IDeadLetterDesk), typeof(IStockLedger), typeof(ILeaseStore), typeof(ISweepStore), typeof(IComparisonStore), typeof(IAppointmentStore), typeof(IErasureStore), typeof(IEntityHistory),
        ];
        Assert.All(ports, port => Assert.Same(store, provider.GetRequiredService(port)));
    }

    [Fact]
    public void Settings_that_are_written_down_hold_no_password() =>
        Assert.DoesNotContain("sesame", $"{new PostgreSqlStoreOptions { ConnectionString = Server }}", StringComparison.Ordinal);

    [Fact]
    public async Task A_schema_may_be_named_like_a_word_of_the_language()
    {
        using var schema = new StoreSchema();
        await using var store = schema.Create(options => options.Schema = "user");
        await store.OpenAsync(CancellationToken.None);
        Assert.Equal(new StoreReceipt(0, 1), await store.Save(Sample.Envelopes("1")));
        Assert.Equal(1, schema.Count("SELECT COUNT(*) FROM \"user\".inbox"));
        Assert.Equal(0, schema.Count("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'"));
    }
}
