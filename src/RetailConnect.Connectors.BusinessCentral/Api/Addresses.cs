namespace RetailConnect.Connectors.BusinessCentral.Api;

/// <summary>Addresses of one company, written as Business Central writes them.</summary>
internal sealed class Addresses(BusinessCentralOptions options)
{
    private readonly string root = $"{options.BaseAddress.AbsoluteUri.TrimEnd('/')}/v2.0/{options.AadTenant}/{options.Environment}";

    public string Company => $"{root}/api/v2.0/companies({options.CompanyId})";

    public string Subscriptions => $"{root}/api/v2.0/subscriptions";

    /// <summary>Takes several requests at once; their addresses are relative to it.</summary>
    public string Batch => $"{root}/api/v2.0/$batch";

    /// <summary>Address of something of the company, inside a batch.</summary>
    public string InBatch(string path) => $"companies({options.CompanyId})/{path}";

    /// <summary>Address of one subscription; its key is a text.</summary>
    public string Subscription(string id) => $"{Subscriptions}('{Uri.EscapeDataString(id.Replace("'", "''", StringComparison.Ordinal))}')";

    /// <summary>Address of a collection of the standard API.</summary>
    public string List(string collection, string? filter = null, string? select = null, string? expand = null) => Query($"{Company}/{collection}", filter, select, expand);

    /// <summary>Address of the page that items are read from: the standard one, or the partner's.</summary>
    public string Items(string? filter, string expand, string? select = null) => string.IsNullOrWhiteSpace(options.ItemPageRoute)
        ? List("items", filter, select, expand)
        : Query($"{root}/{options.ItemPageRoute.Trim('/')}/companies({options.CompanyId})/items", filter, select, expand);

    /// <summary>Address of the custom API page with stock by location.</summary>
    public string StockPage(string? filter) => Query($"{root}/{options.StockPageRoute!.Trim('/')}/companies({options.CompanyId})/{options.StockPageEntity}", filter, null, null);

    /// <summary>The address of a collection that is asked how many rows it has in all.</summary>
    public static string Counted(string address) => $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}$count=true";

    /// <summary>Path and query of the next page, for a cursor; only this connection's host is followed.</summary>
    public string PathOf(string nextLink)
    {
        if (Uri.TryCreate(nextLink, UriKind.Absolute, out var next) && Uri.Compare(next, options.BaseAddress, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0)
        {
            return next.PathAndQuery;
        }

        throw new ConnectorException(FaultKind.Rejected, "The address of the next page leads to another host than BaseAddress.") { Reason = "next-page-elsewhere" };
    }

    /// <summary>Complete address of a page that a cursor names.</summary>
    public string At(string pathAndQuery) => $"{options.BaseAddress.GetLeftPart(UriPartial.Authority)}{pathAndQuery}";

    private static string Query(string address, string? filter, string? select, string? expand)
    {
        string?[] parts =
        [
            filter is null ? null : $"$filter={Uri.EscapeDataString(filter)}",
            select is null ? null : $"$select={select}",
            expand is null ? null : $"$expand={expand}",
        ];
        var query = string.Join('&', parts.Where(part => part is not null));
        return query.Length == 0 ? address : $"{address}?{query}";
    }
}
