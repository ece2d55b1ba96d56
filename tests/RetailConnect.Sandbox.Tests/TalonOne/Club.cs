using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Sandbox.TalonOne;

namespace RetailConnect.Sandbox.Tests.TalonOne;

/// <summary>A simulated loyalty engine, and requests to it.</summary>
internal sealed class Club
{
    private readonly TalonOneSettings settings;

    public Club(TimeSpan busy = default, IReadOnlyList<SandboxCoupon>? coupons = null)
    {
        settings = new TalonOneSettings { SessionBusy = busy, Coupons = coupons ?? [] };
        Simulator = new(Time, settings);
    }

    public FakeTimeProvider Time { get; } = new(new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));

    public TalonOneSimulator Simulator { get; }

    public static string Session(string state, string content = "") => $$$"""{"customerSession":{"state":"{{{state}}}"{{{content}}}}}""";

    /// <summary>Two units at 10 and one at 5.50: 25 points.</summary>
    public static string Closed(string profile = "anna") => Session("closed", $$$""","profileId":"{{{profile}}}","cartItems":[{"sku":"A","quantity":2,"price":10},{"sku":"B","quantity":1,"price":5.5}]""");

    public Task<(int Status, JsonObject Body)> SaveAsync(string body, string query = "", string id = "s1") => SendAsync("PUT", $"/v2/customer_sessions/{id}", body, query);

    public Task<(int Status, JsonObject Body)> ReturnAsync(string items, string query = "", string? key = null) =>
        SendAsync("POST", "/v2/customer_sessions/s1/returns", $$$"""{"return":{"returnedCartItems":{{{items}}}}}""", query, key);

    public Task<(int Status, JsonObject Body)> ReadAsync(string path, string query = "") => SendAsync("GET", path, "", query);

    public Task<(int Status, JsonObject Body)> BalancesAsync(string profile = "anna", string query = "") => ReadAsync($"/v1/loyalty_programs/1/profile/{profile}/balances", query);

    public async Task<decimal> PointsAsync() => (decimal)(await BalancesAsync()).Body["balance"]!["activePoints"]!;

    public Task<(int Status, JsonObject Body)> SendAsync(string method, string path, string body, string query = "", string? key = null) => SendAsync(method, path, Encoding.UTF8.GetBytes(body), query, key);

    /// <summary>For answers that may have no body.</summary>
    public async Task<int> StatusAsync(string method, string path, string body, string query = "") => (await RespondAsync(method, path, Encoding.UTF8.GetBytes(body), query)).Status;

    public async Task<(int Status, JsonObject Body)> SendAsync(string method, string path, byte[] body, string query = "", string? key = null)
    {
        var response = await RespondAsync(method, path, body, query, key);
        return (response.Status, JsonNode.Parse(response.Body.Span)!.AsObject());
    }

    private async Task<SandboxResponse> RespondAsync(string method, string path, byte[] body, string query = "", string? key = null)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Authorization"] = $"ApiKey-v1 {settings.ApiKey}" };
        if (key is not null)
        {
            headers["Idempotency-Key"] = key;
        }

        return await Simulator.HandleAsync(new(method, path, query, headers, body), TestContext.Current.CancellationToken);
    }
}
