using System.Text.Json;
using System.Text.Json.Serialization;
using RetailConnect.Http;

namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

internal sealed record BusinessCustomer : ITroubledEntry<BusinessCustomer>
{
    [JsonPropertyName("@odata.etag")] public string? Etag { get; init; }

    public Guid Id { get; init; }

    public string? Number { get; init; }

    public string? DisplayName { get; init; }

    public string? Type { get; init; }

    public string? AddressLine1 { get; init; }

    public string? AddressLine2 { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? Country { get; init; }

    public string? PostalCode { get; init; }

    public string? PhoneNumber { get; init; }

    public string? Email { get; init; }

    public string? Website { get; init; }

    public string? LastModifiedDateTime { get; init; }

    [JsonIgnore] public string? Trouble { get; init; }

    public static BusinessCustomer Troubled(JsonElement entry, string place) => new() { Id = Guid.TryParse(entry.Text("id"), out var id) ? id : Guid.Empty, Number = entry.Text("number"), LastModifiedDateTime = entry.Text("lastModifiedDateTime"), Trouble = place };

    /// <summary>Leaves personal data out, so that a log can't hold it.</summary>
    public override string ToString() => $"Customer {Id}";
}
