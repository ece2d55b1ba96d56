using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailConnect.Http;

namespace RetailConnect.Testing.Tests.Connectors;

internal sealed partial class TinyOrderSource(ITinyApi api, TinyOptions options, VendorClock clock, ConnectionContext connection, HostServices host, ILogger<TinyOrderSource> logger) : IChangeSource<Order>, IEntitySource<Order>
{
    private int reads;

    public async ValueTask<ChangePage<Order>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await PageAsync(request, cancellationToken);
        }
        catch (OperationCanceledException) when (options.Flaw is Flaw.SwallowsCancellation)
        {
            return new([], new("0"), false);
        }
        catch (ConnectorException fault) when (Spoilt(fault))
        {
            throw new ConnectorException(FaultKind.Rejected, fault.Message);
        }
        catch (ConnectorException fault) when (options.Flaw is Flaw.ShowsItsKey)
        {
            throw new ConnectorException(fault.Kind, $"{fault.Message} (key {options.ApiKey})", fault) { RetryAfter = fault.RetryAfter, VendorRequestId = fault.VendorRequestId };
        }
    }

    public async ValueTask<IReadOnlyList<Change<Order>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var found = (await api.Search(new([.. entities.Select(id => id.Value)]), cancellationToken)).Orders;
        return options.Flaw is Flaw.FailsForUnknownIds && found.Count < entities.Count
            ? throw new ConnectorException(FaultKind.Rejected, "Some are not there.")
            : [.. found.Select(order => Map(options.Flaw is Flaw.ReadsOtherwiseById ? order with { Total = order.Total + 1 } : order))];
    }

    private async Task<ChangePage<Order>> PageAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var window = clock.Open(request);
        var own = WindowCursor.Open(request, host.Provider.GetRequiredService<TimeProvider>().GetUtcNow());
        if (options.Flaw is Flaw.LogsItsKey)
        {
            LogKey(options.ApiKey);
        }

        if (options.Flaw is Flaw.BuysATokenForEachCall)
        {
            await api.Token(new(options.ApiKey), cancellationToken);
        }

        var page = await LoadAsync(window, request.PageSize, cancellationToken);
        var orders = page.Orders.ToList();
        while (options.Flaw is Flaw.FollowsPagesForEver && page.Next is { } next)
        {
            page = await api.Orders(Text(window.Since), null, next, request.PageSize, cancellationToken);
            orders.AddRange(page.Orders);
        }

        var changes = orders.Select(Map).ToList();
        return options.Flaw switch
        {
            Flaw.CursorNeverEnds => new(changes, window.AtPage($"{page.Next ?? window.Page}"[..Math.Min(20, $"{page.Next ?? window.Page}".Length)] + $"~{++reads}"), true),
            Flaw.CursorStays => new(changes, request.After ?? window.AtPage(""), true),
            Flaw.CursorRunsAhead when page.Next is null => new(changes, (own with { NextSince = clock.Now.AddMinutes(10) }).Finished(), false),
            Flaw.TrustsTheHostsClock when page.Next is null => new(changes, own.Finished(), false),
            Flaw.CursorIsOfTheEnd when page.Next is null => new(changes, new Cursor(Text(clock.Now)!), false),
            _ => new(changes, page.Next is { } more ? window.AtPage(more) : window.Finished(), page.Next is not null),
        };
    }

    private async Task<TinyPage> LoadAsync(VendorWindow window, int limit, CancellationToken cancellationToken)
    {
        var until = options.Flaw is Flaw.CursorIsOfTheEnd ? Text(window.NextSince.AddSeconds(5)) : null;
        var after = string.IsNullOrEmpty(window.Page) ? null : window.Page.Split('~')[0];
        var own = options.Flaw is Flaw.HoldsAnyAnswer ? await OwnAsync(Text(window.Since), after, limit, cancellationToken) : null;
        return own ?? await api.Orders(Text(window.Since), until, after, limit, cancellationToken);
    }

    /// <summary>A client of its own, which holds an answer whatever its length; what it does not get is asked for as usual.</summary>
    private async Task<TinyPage?> OwnAsync(string? since, string? after, int limit, CancellationToken cancellationToken)
    {
        using var invoker = new HttpMessageInvoker(host.Provider.GetRequiredService<IConnectionTransport>().Open(connection)!);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.BaseAddress, $"orders?since={since}&after={after}&limit={limit}"));
        using var limited = new CancellationTokenSource(TimeSpan.FromSeconds(20), host.Provider.GetRequiredService<TimeProvider>());
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limited.Token, cancellationToken);
        request.Headers.TryAddWithoutValidation("X-Api-Key", options.ApiKey);
        try
        {
            using var answer = await invoker.SendAsync(request, both.Token);
            return answer.IsSuccessStatusCode ? JsonSerializer.Deserialize(await answer.Content.ReadAsByteArrayAsync(both.Token), TinyJson.Default.TinyPage) : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or HttpRequestException { HttpRequestError: HttpRequestError.Unknown })
        {
            throw new ConnectorException(FaultKind.Transient, "Cut.", exception);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private bool Spoilt(ConnectorException fault) => options.Flaw switch
    {
        Flaw.RejectsAProxysPage => fault.InnerException is JsonException || fault.Message.Contains("no answer of its API", StringComparison.Ordinal),
        Flaw.RejectsTheUnreachable => fault.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError },
        Flaw.RejectsTheSilent => fault.Message.Contains("too long", StringComparison.Ordinal),
        _ => false,
    };

    private Change<Order> Map(TinyOrder order)
    {
        if (order.Trouble is { } place)
        {
            return Change.Unreadable<Order>(order.Id, "0", VendorEntries.Fault(place));
        }

        var total = MoneyPair.Of(new(order.Total, "EUR"));
        var version = options.Flaw switch { Flaw.VersionStandsStill => "1", Flaw.VersionsAreDrawn => $"{++reads}", _ => $"{order.Revision}" };
        if (order.State is not ("paid" or "open"))
        {
            var fault = new ConnectorException(FaultKind.Rejected, "The state is not known.");
            return options.Flaw is Flaw.WantsNoUnknownWord ? throw fault : Change.Unreadable<Order>(order.Id, version, fault);
        }

        var placed = options.Flaw is Flaw.ForgetsTheZone ? order.PlacedAt[..19] + "Z" : order.PlacedAt;
        return Change.Upserted(order.Id, version, new Order
        {
            Id = order.Id, PlacedAt = DateTimeOffset.Parse(placed, CultureInfo.InvariantCulture), Status = order.State is "paid" ? OrderStatus.Completed : OrderStatus.Open, Total = total,
            Lines = [new() { Id = "1", Sku = new(order.Sku), Quantity = 1, UnitPrice = total }],
        });
    }

    private static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    [LoggerMessage(1, LogLevel.Debug, "The key is {Key}")]
    private partial void LogKey(string key);
}

internal sealed class TinyCustomerSource(ITinyApi api, TinyOptions options) : IEntitySource<Customer>
{
    public async ValueTask<IReadOnlyList<Change<Customer>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var found = new List<Change<Customer>>();
        foreach (var id in entities)
        {
            try
            {
                var customer = await api.Customer(id.Value, cancellationToken);
                found.Add(Change.Upserted(customer.Id, options.Flaw is Flaw.VersionStandsStill ? "1" : $"{customer.Revision}", new Customer { Id = customer.Id, LastName = customer.Name }));
            }
            catch (ConnectorException fault) when (fault.Message.StartsWith("404", StringComparison.Ordinal) && options.Flaw is not Flaw.FailsForUnknownIds)
            {
                // It is not there.
            }
            catch (OperationCanceledException) when (options.Flaw is Flaw.SwallowsCancellation)
            {
                return found;
            }
        }

        return found;
    }
}
