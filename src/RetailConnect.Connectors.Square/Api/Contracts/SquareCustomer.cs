using System.Text.Json;
using System.Text.Json.Serialization;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Api.Contracts;

internal sealed record CustomerList : Answer
{
    public IReadOnlyList<SquareCustomer>? Customers { get; init; }

    public string? Cursor { get; init; }
}

/// <summary>One answer for each id that was asked for.</summary>
internal sealed record CustomerAnswers : Answer
{
    public IReadOnlyDictionary<string, CustomerAnswer>? Responses { get; init; }
}

internal sealed record CustomerAnswer : Answer
{
    [JsonConverter(typeof(EntryReader<SquareCustomer>))] public SquareCustomer? Customer { get; init; }
}

internal sealed record SquareCustomer : ITroubledEntry<SquareCustomer>
{
    /// <summary>Empty where Square gives none, which its contract allows.</summary>
    public string Id { get => field ?? ""; init; }

    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    public string? EmailAddress { get; init; }

    public string? PhoneNumber { get; init; }

    public SquareAddress? Address { get; init; }

    public string? ReferenceId { get; init; }

    public CustomerPreferences? Preferences { get; init; }

    public string? UpdatedAt { get; init; }

    public long? Version { get; init; }

    [JsonIgnore] public string? Trouble { get; init; }

    public static SquareCustomer Troubled(JsonElement entry, string place) =>
        new() { Id = entry.Text("id") ?? "", UpdatedAt = entry.Text("updated_at"), Version = entry.Number("version"), Trouble = place };

    /// <summary>Leaves personal data out, so that a log can't hold it.</summary>
    public override string ToString() => $"Customer {Id}";
}

internal sealed record CustomerPreferences
{
    public bool? EmailUnsubscribed { get; init; }
}

internal sealed record SquareAddress
{
    [JsonPropertyName("address_line_1")] public string? Line1 { get; init; }

    [JsonPropertyName("address_line_2")] public string? Line2 { get; init; }

    public string? Locality { get; init; }

    [JsonPropertyName("administrative_district_level_1")] public string? District { get; init; }

    public string? PostalCode { get; init; }

    public string? Country { get; init; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; set; }

    /// <summary>Leaves personal data out, so that a log can't hold it.</summary>
    public override string ToString() => "Address";
}
