using System.Text;
using System.Text.Json.Nodes;

namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>A channel whose first sale has another shape than its contract promises, until the vendor mends it: that sale is parked, and nothing else is kept.</summary>
/// <param name="system">The system.</param>
/// <param name="kind">What is wrong with the sale.</param>
internal sealed class UnreadableSale(string system, int kind)
{
    private readonly Lock gate = new();
    private string? sale;

    /// <summary>True once a sale was read that way.</summary>
    public bool WasRead => sale is not null;

    /// <summary>True once the vendor has mended it.</summary>
    public bool IsMended { get; private set; }

    /// <summary>What a seed draws: nothing for most.</summary>
    public static UnreadableSale? Draw(int seed) => (seed % 7) switch
    {
        3 => new("shopify", seed / 7 % 3),
        5 => new("square", seed / 7 % 3),
        _ => null,
    };

    public void Mend() => IsMended = true;

    public HttpMessageHandler Over(string called, HttpMessageHandler inner) => called == system ? new Handler(this, inner) : inner;

    /// <summary>Spoils the sale wherever it stands whole in an answer; true when it stood there.</summary>
    private bool Spoil(JsonNode? node) => node switch
    {
        JsonArray list => list.Aggregate(false, (any, item) => Spoil(item) | any),
        JsonObject entity => entity.ToList().Aggregate(Break(entity), (any, field) => Spoil(field.Value) | any),
        _ => false,
    };

    private bool Break(JsonObject entity)
    {
        var (lines, total, state) = system == "shopify" ? ("lineItems", "totalPriceSet", "displayFinancialStatus") : ("line_items", "total_money", "state");
        if (entity["id"] is not JsonValue id || entity[lines] is null || !entity.ContainsKey(total) || !entity.ContainsKey(state) || (sale ??= (string)id!) != (string)id!)
        {
            return false;
        }

        switch (kind)
        {
            case 0:
                entity[state] = "LENT";
                break;
            case 1:
                entity[total] = "a lot";
                break;
            default:
                entity[lines] = "all";
                break;
        }

        return true;
    }

    private sealed class Handler(UnreadableSale owner, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (owner.IsMended || response.Content.Headers.ContentType?.MediaType is not "application/json")
            {
                return response;
            }

            var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            lock (owner.gate)
            {
                if (owner.Spoil(body))
                {
                    response.Content = new StringContent(body!.ToJsonString(), Encoding.UTF8, "application/json");
                }
            }

            return response;
        }
    }
}
