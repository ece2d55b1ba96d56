namespace RetailConnect.Connectors.Square.Tests.Loyalty;

/// <summary>What a programme and its movements look like on the wire.</summary>
internal static class Programme
{
    public const string Program = "/v2/loyalty/programs/main";
    public const string Calculate = "/v2/loyalty/programs/P1/calculate";
    public const string Accounts = "/v2/loyalty/accounts";
    public const string Search = "/v2/loyalty/accounts/search";
    public const string Events = "/v2/loyalty/events/search";
    public const string Accumulate = "/v2/loyalty/accounts/A1/accumulate";
    public const string Adjust = "/v2/loyalty/accounts/A1/adjust";
    public const string Spend = """{"accrual_type":"SPEND","points":1,"spend_data":{"amount_money":{"amount":1000,"currency":"EUR"},"tax_mode":"AFTER_TAX"}}""";

    public static string Of(string rules = Spend, string status = "ACTIVE", string locations = "\"L1\"") =>
        $$"""{"program":{"id":"P1","status":"{{status}}","location_ids":[{{locations}}],"accrual_rules":[{{rules}}],"unknown_field":{} } }""";

    public static string Accumulated(string id, long points, string extra = "") =>
        $$"""{"id":"{{id}}","type":"ACCUMULATE_POINTS","created_at":"2026-11-23T08:00:00Z","loyalty_account_id":"A1","location_id":"L1","source":"LOYALTY_API","accumulate_points":{"loyalty_program_id":"P1","points":{{points}}{{extra}}} }""";

    public static string Adjusted(string id, long points, string? reason = null) =>
        $$"""{"id":"{{id}}","type":"ADJUST_POINTS","created_at":"2026-11-23T09:00:00Z","loyalty_account_id":"A1","source":"LOYALTY_API","adjust_points":{"loyalty_program_id":"P1","points":{{points}}{{(reason is null ? "" : $",\"reason\":\"{reason}\"")}}} }""";

    public static string List(params string[] events) => $$"""{"events":[{{string.Join(',', events)}}]}""";

    public static MoneyPair Eur(decimal amount) => MoneyPair.Of(new(amount, "EUR"));

    public static async Task<ConnectorException> Refused<T>(Task<T> write) => await Assert.ThrowsAsync<ConnectorException>(() => write);
}
