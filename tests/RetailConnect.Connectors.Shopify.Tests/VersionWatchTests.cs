using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Documents;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.Shopify.Tests;

/// <summary>A version that Shopify stops supporting is announced in its answers long before it is gone.</summary>
public sealed class VersionWatchTests
{
    private readonly Lines lines = new();

    [Fact]
    public void Another_version_than_was_asked_for_is_an_error_and_said_once()
    {
        var watch = new VersionWatch(new(TestConnection.Tenant, "web", "shopify"), lines);
        watch.See(ProductDocuments.Set, Headers(VersionWatch.VersionHeader, "2027-01"));
        watch.See(ProductDocuments.Set, Headers(VersionWatch.VersionHeader, "2027-01"));
        var (level, text) = Assert.Single(lines.Told);
        Assert.Equal(LogLevel.Error, level);
        Assert.Contains("2027-01", text, StringComparison.Ordinal);
        Assert.Contains(ShopifyOptions.ApiVersion, text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_deprecated_is_said_once_for_each_document()
    {
        var watch = new VersionWatch(new(TestConnection.Tenant, "web", "shopify"), lines);
        watch.See(ProductDocuments.Set, Headers(VersionWatch.DeprecatedHeader, "Shop.products"));
        watch.See(ProductDocuments.Set, Headers(VersionWatch.DeprecatedHeader, "Shop.products"));
        watch.See(BulkDocuments.Run, Headers(VersionWatch.DeprecatedHeader, "Shop.products"));
        Assert.Equal([LogLevel.Warning, LogLevel.Warning], lines.Told.Select(line => line.Level));
        Assert.All(lines.Told, line => Assert.Contains("Shop.products", line.Text, StringComparison.Ordinal));
        Assert.Contains(ProductDocuments.Set.Name, lines.Told[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_that_was_asked_for_and_silence_are_no_news()
    {
        var watch = new VersionWatch(new(TestConnection.Tenant, "web", "shopify"), lines);
        watch.See(ProductDocuments.Set, Headers(VersionWatch.VersionHeader, ShopifyOptions.ApiVersion));
        watch.See(ProductDocuments.Set, Headers("X-Request-Id", "1"));
        watch.See(ProductDocuments.Set, null);
        Assert.Empty(lines.Told);
    }

    [Fact]
    public void Endless_news_end()
    {
        var watch = new VersionWatch(new(TestConnection.Tenant, "web", "shopify"), lines);
        foreach (var number in Enumerable.Range(0, 500))
        {
            watch.See(ProductDocuments.Set, Headers(VersionWatch.DeprecatedHeader, $"Field.{number}"));
        }

        Assert.Equal(100, lines.Told.Count);
    }

    private static HttpResponseHeaders Headers(string name, string value)
    {
        using var response = new HttpResponseMessage();
        response.Headers.Add(name, value);
        return response.Headers;
    }

    private sealed class Lines : ILogger<VersionWatch>
    {
        public List<(LogLevel Level, string Text)> Told { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Told.Add((logLevel, formatter(state, exception)));
    }
}
