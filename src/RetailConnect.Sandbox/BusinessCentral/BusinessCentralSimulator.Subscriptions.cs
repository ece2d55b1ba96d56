using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <content>Subscriptions to notices.</content>
public sealed partial class BusinessCentralSimulator
{
    [GeneratedRegex(@"\A/?(?:api/v2\.0/)?companies\(([0-9a-fA-F-]{36})\)/([A-Za-z]+)\z")]
    private static partial Regex ResourcePath();

    private SandboxResponse Subscriptions(SandboxRequest request, string id)
    {
        BcQuery.None(request.Query);
        switch (request.Method, id)
        {
            case ("GET", ""):
                return SandboxResponse.Json(200, new JsonObject { ["value"] = new JsonArray([.. notices.Alive().Select(row => (JsonNode)BcNotices.Show(row))]) });
            case ("GET", _):
                return SandboxResponse.Json(200, BcNotices.Show(Subscription(id)));
            case ("DELETE", not ""):
                CheckVersion(request, Subscription(id));
                state.Subscriptions.Remove(id);
                return SandboxResponse.Empty(204);
            default:
                throw new ODataError(405, "BadRequest_MethodNotAllowed", "The method is not allowed here.");
        }
    }

    private BcRow Subscription(string id) => notices.Alive().FirstOrDefault(row => row.Text("subscriptionId") == id) ?? throw ODataError.NotFound("The subscription does not exist.");

    /// <summary>Asks the receiver whether the address is its own before a subscription is created (no id) or renewed.</summary>
    private async ValueTask<SandboxResponse> SubscribeAsync(SandboxRequest request, string id, CancellationToken cancellationToken)
    {
        JsonObject body;
        lock (gate)
        {
            Admit(request);
            BcQuery.None(request.Query);
            body = BcBody.Read(request, BcShapes.Subscription);
            CheckResource((string)body["resource"]!);
            if (id.Length > 0)
            {
                CheckVersion(request, Subscription(id));
            }
        }

        await ShakeHandsAsync(AddressOf((string)body["notificationUrl"]!), cancellationToken);
        lock (gate)
        {
            if (id.Length == 0)
            {
                return SandboxResponse.Json(201, BcNotices.Show(notices.Subscribe(body)));
            }

            // The receiver took its time: the subscription may have changed or gone.
            var row = Subscription(id);
            CheckVersion(request, row);
            return SandboxResponse.Json(200, BcNotices.Show(notices.Renew(row, body)));
        }
    }

    private async ValueTask ShakeHandsAsync(Uri address, CancellationToken cancellationToken)
    {
        var token = $"validate-{time.GetUtcNow().UtcTicks}";
        var own = address.Query.TrimStart('?');
        var asked = new UriBuilder(address) { Query = own.Length == 0 ? $"validationToken={token}" : $"{own}&validationToken={token}" }.Uri;
        using var limit = new CancellationTokenSource(settings.Webhooks.AnswerWithin, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        SandboxResponse? answer = null;
        try
        {
            answer = await outbox.AskAsync("POST", asked, linked.Token);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or NotSupportedException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Whatever is wrong with the receiver, it did not answer with the token.
        }

        if (answer is not { Status: 200 } || Encoding.UTF8.GetString(answer.Body.Span) != token)
        {
            throw ODataError.Bad("The notification URL did not answer the validation request with the validation token.");
        }
    }

    /// <summary>Notices travel encrypted; only this machine itself may be reached without.</summary>
    private static Uri AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw ODataError.Bad("The notificationUrl must be a valid HTTPS address.");

    private void CheckResource(string resource)
    {
        var path = resource;
        if (Uri.TryCreate(resource, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp))
        {
            path = address.PathAndQuery.StartsWith(Base, StringComparison.Ordinal) ? address.PathAndQuery[Base.Length..] : "";
        }

        if (ResourcePath().Match(path) is not { Success: true } match || !Guid.TryParse(match.Groups[1].Value, out var company) || company != settings.CompanyId || state.Noticed.All(set => set.Name != match.Groups[2].Value))
        {
            throw ODataError.Bad($"The resource '{resource}' is not supported for webhook subscriptions.");
        }
    }
}
