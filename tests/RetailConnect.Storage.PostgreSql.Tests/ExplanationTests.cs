using Npgsql;
using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

public sealed class ExplanationTests : IDisposable
{
    private readonly StoreSchema schema = new();

    public void Dispose() => schema.Dispose();

    [Fact]
    public async Task A_server_that_is_not_there_is_named_as_the_cause()
    {
        Assert.Contains("can't be reached", await RefusedAsync(server => server.Port = 1), StringComparison.Ordinal);
        Assert.Contains("can't be reached", await RefusedAsync(server => server.Host = "nobody.invalid"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_user_are_named_as_the_cause_and_stay_unsaid()
    {
        var refused = await RefusedAsync(server => server.Password = "let-me-in");
        Assert.Contains("refuses the user or its password", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("let-me-in", refused, StringComparison.Ordinal);
        Assert.Contains("refuses the user or its password", await RefusedAsync(server => server.Username = "stranger"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_database_is_named_as_the_cause() => Assert.Contains("database doesn't exist", await RefusedAsync(server => server.Database = "nowhere"), StringComparison.Ordinal);

    [Fact]
    public async Task A_user_who_may_not_write_is_named_as_the_cause() =>
        Assert.Contains("read-only", await RefusedAsync(server => server.Options = "-c default_transaction_read_only=on"), StringComparison.Ordinal);

    [Fact]
    public async Task A_user_without_the_right_to_create_a_schema_needs_one_that_is_his()
    {
        var role = $"clerk_{schema.Name}";
        schema.Execute($"CREATE ROLE {role} LOGIN PASSWORD '{Cluster.Password}'");
        Assert.Contains("lacks a right", await RefusedAsync(server => server.Username = role), StringComparison.Ordinal);
        schema.Execute($"CREATE SCHEMA {schema.Name} AUTHORIZATION {role}");
        await using var store = Create(server => server.Username = role);
        await store.OpenAsync(CancellationToken.None);
        Assert.Equal(new StoreReceipt(0, 1), await store.Save(Sample.Envelopes("1")));
    }

    [Fact]
    public async Task A_user_without_a_free_connection_is_named_as_the_cause()
    {
        var role = $"crowd_{schema.Name}";
        schema.Execute($"CREATE ROLE {role} LOGIN PASSWORD '{Cluster.Password}' CONNECTION LIMIT 0");
        Assert.Contains("no free connection", await RefusedAsync(server => server.Username = role), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_quotes_no_row()
    {
        await using var store = await schema.OpenAsync();
        schema.Execute("ALTER TABLE checkpoint ADD CONSTRAINT odd CHECK (cursor <> 'secret')");
        var error = await Assert.ThrowsAsync<StoreException>(() => store.Save(new() { Checkpoint = new(Sample.Stream, new("secret"), Sample.Noon) }));
        Assert.Contains("23514", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PostgresErrorCodes.DiskFull, "disk is full")]
    [InlineData(PostgresErrorCodes.AdminShutdown, "was stopped or ended this connection")]
    [InlineData(PostgresErrorCodes.CrashShutdown, "was stopped or ended this connection")]
    [InlineData(PostgresErrorCodes.CannotConnectNow, "starting or stopping")]
    [InlineData(PostgresErrorCodes.DataCorrupted, "damaged")]
    [InlineData("99999", "PostgreSQL error 99999")]
    public void What_a_server_says_is_told_in_plain_words(string code, string words) =>
        Assert.Contains(words, Explanation.Of(new PostgresException("unplain", "ERROR", "ERROR", code)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_server_that_is_silent_or_gone_is_told_apart()
    {
        Assert.Contains("in time", Explanation.Of(new NpgsqlException("", new TimeoutException())).Message, StringComparison.Ordinal);
        Assert.Contains("broke", Explanation.Of(new NpgsqlException("", new EndOfStreamException())).Message, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", Explanation.Of(new InvalidOperationException("odd")).Message, StringComparison.Ordinal);
        Assert.Contains("in use", Explanation.Of(new StoreException("in use")).Message, StringComparison.Ordinal);
    }

    private async Task<string> RefusedAsync(Action<NpgsqlConnectionStringBuilder> change)
    {
        await using var store = Create(change);
        return (await Assert.ThrowsAsync<StoreException>(async () => await store.OpenAsync(CancellationToken.None))).Message;
    }

    private Relational.RelationalStore Create(Action<NpgsqlConnectionStringBuilder> change) => schema.Create(options =>
    {
        var server = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        change(server);
        options.ConnectionString = server.ToString();
    });
}
