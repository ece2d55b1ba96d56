using System.Text.Json;
using System.Text.Json.Serialization;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Api.Contracts;

internal sealed record LoyaltyAccountSearch(LoyaltyAccountQuery Query, int Limit);

internal sealed record LoyaltyAccountQuery(IReadOnlyList<PhoneMapping> Mappings);

internal sealed record NewLoyaltyAccount(LoyaltyAccountBody LoyaltyAccount, string IdempotencyKey);

internal sealed record LoyaltyAccountBody(string ProgramId, PhoneMapping Mapping);

internal sealed record PhoneMapping(string PhoneNumber)
{
    /// <summary>Leaves personal data out, so that a log can't hold it.</summary>
    public override string ToString() => "Phone number";
}

internal sealed record LoyaltyAccountList : Answer
{
    public IReadOnlyList<LoyaltyAccount>? LoyaltyAccounts { get; init; }
}

internal sealed record LoyaltyAccountAnswer : Answer
{
    [JsonConverter(typeof(EntryReader<LoyaltyAccount>))] public LoyaltyAccount? LoyaltyAccount { get; init; }
}

/// <summary>An account as far as the connector needs it; the phone number is not read.</summary>
internal sealed record LoyaltyAccount : ITroubledEntry<LoyaltyAccount>
{
    /// <summary>Empty where Square gives none, which its contract allows.</summary>
    public string Id { get => field ?? ""; init; }

    public string? ProgramId { get; init; }

    public long? Balance { get; init; }

    [JsonIgnore] public string? Trouble { get; init; }

    public static LoyaltyAccount Troubled(JsonElement entry, string place) => new() { Id = entry.Text("id") ?? "", Trouble = place };
}
