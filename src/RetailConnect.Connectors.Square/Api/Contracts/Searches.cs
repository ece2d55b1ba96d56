using System.Text.Json.Serialization;

namespace RetailConnect.Connectors.Square.Api.Contracts;

internal sealed record TimeRange(string StartAt);

internal sealed record OrderIds([property: JsonPropertyName("order_ids")] IReadOnlyList<string> Ids);

internal sealed record OrderSearch(IReadOnlyList<string> LocationIds, string? Cursor, int Limit, OrderQuery Query);

internal sealed record OrderQuery(OrderFilter Filter, OrderSort Sort);

internal sealed record OrderFilter(StateFilter StateFilter, OrderTimes? DateTimeFilter);

internal sealed record StateFilter(IReadOnlyList<string> States);

internal sealed record OrderTimes(TimeRange UpdatedAt);

internal sealed record OrderSort(string SortField, string SortOrder);

internal sealed record CustomerIds([property: JsonPropertyName("customer_ids")] IReadOnlyList<string> Ids);

internal sealed record CustomerSearch(string? Cursor, int Limit, CustomerQuery Query);

internal sealed record CustomerQuery(CustomerFilter? Filter, CustomerSort Sort);

internal sealed record CustomerFilter
{
    public TimeRange? UpdatedAt { get; init; }

    public ExactText? EmailAddress { get; init; }

    public ExactText? PhoneNumber { get; init; }

    public ExactText? ReferenceId { get; init; }

    /// <summary>Leaves personal data out, so that a log can't hold it.</summary>
    public override string ToString() => "Filter of customers";
}

internal sealed record ExactText(string Exact)
{
    /// <summary>Leaves personal data out, so that a log can't hold it.</summary>
    public override string ToString() => "Text";
}

internal sealed record CustomerSort(string Field, string Order);

internal sealed record CatalogIds(IReadOnlyList<string> ObjectIds, bool? IncludeDeletedObjects);

internal sealed record CatalogSearch(string? Cursor, IReadOnlyList<string> ObjectTypes, CatalogQuery? Query, int? Limit);

internal sealed record CatalogQuery(SetQuery SetQuery);

internal sealed record SetQuery(string AttributeName, IReadOnlyList<string> AttributeValues);
