using System.Globalization;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.BusinessCentral.Api;

/// <summary>Reads collections: one page of a window, or all pages of a small answer.</summary>
internal sealed class Paging(Addresses addresses, BusinessCentralOptions options, TimeProvider time, VendorClock clock)
{
    private const int MostPages = 10_000;

    internal delegate Task<Page<T>> Fetch<T>(string address, string prefer, CancellationToken ct);

    public string Prefer(int wanted) => string.Create(CultureInfo.InvariantCulture, $"odata.maxpagesize={Math.Clamp(wanted, 1, options.PageSize)}");

    /// <summary>The host's time: what was read at it is compared with what the host did.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Address of a window's page; a read of everything also asks how much that is.</summary>
    public string At(VendorWindow window, string first) => window.Page is { } path ? addresses.At(path) : window.Since is null ? Addresses.Counted(first) : first;

    /// <summary>Continues the window of a request, or begins the next one at Business Central's time.</summary>
    public VendorWindow Open(ReadRequest request) => clock.Open(request);

    /// <summary>Reads one page of "everything that changed since".</summary>
    public async ValueTask<ChangePage<T>> ReadAsync<TWire, T>(
        ReadRequest request, Func<DateTimeOffset?, string> first, Fetch<TWire> fetch, Func<TWire, DateTimeOffset, Change<T>> map, CancellationToken cancellationToken)
        where T : class
    {
        var began = Now;
        var window = Open(request);
        var page = await fetch(At(window, first(window.Since)), Prefer(request.PageSize), cancellationToken).Needed();
        var next = page.NextLink is { } link ? window.AtPage(addresses.PathOf(link)) : window.Finished();
        return new([.. page.Value.Select(wire => map(wire, began))], next, page.NextLink is not null) { Total = page.Count };
    }

    /// <summary>Reads all pages of what is looked up: an entry that can't be read would be one too few.</summary>
    public async ValueTask<IReadOnlyList<T>> AllAsync<T>(string address, Fetch<T> fetch, CancellationToken cancellationToken)
        where T : class => (await EachAsync(address, fetch, cancellationToken)).Sound();

    /// <summary>Reads all pages; entries that can't be read stand among the others.</summary>
    public async ValueTask<IReadOnlyList<T>> EachAsync<T>(string address, Fetch<T> fetch, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        for (var pages = 0; pages < MostPages; pages++)
        {
            var page = await fetch(address, Prefer(options.PageSize), cancellationToken).Needed();
            all.AddRange(page.Value);
            if (page.NextLink is not { } link)
            {
                return all;
            }

            address = addresses.At(addresses.PathOf(link));
        }

        throw new ConnectorException(FaultKind.Rejected, "Business Central's pages did not end.") { Reason = "endless-pages" };
    }
}
