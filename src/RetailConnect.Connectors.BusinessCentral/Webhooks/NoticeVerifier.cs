using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Webhooks;

/// <summary>Checks notices by their client state. Nothing is refused: Business Central deletes a subscription whose receiver answers 4xx.</summary>
internal sealed class NoticeVerifier(BusinessCentralOptions options) : IWebhookVerifier
{
    private const int LongestToken = 2048;

    public WebhookVerdict Verify(WebhookRequest request)
    {
        if (Token(request.Address) is { } token)
        {
            return token.Length is > 0 and <= LongestToken && !token.Any(char.IsControl) ? WebhookVerdict.Handshake(token) : WebhookVerdict.Quarantined("bad-handshake");
        }

        if (request.Body.Length > options.MaxWebhookBytes)
        {
            return WebhookVerdict.Quarantined("too-large");
        }

        if (Read(request.Body.Span) is not { Value: { } notices } || notices.Any(notice => notice is null))
        {
            return WebhookVerdict.Quarantined("malformed");
        }

        return notices.All(notice => IsOurs(notice!.ClientState))
            ? WebhookVerdict.Accepted([.. notices.Select(notice => HintOf(notice!)).OfType<Hint>()])
            : WebhookVerdict.Quarantined("bad-client-state");
    }

    private static NoticeList? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, BusinessCentralJson.Default.NoticeList);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsOurs(string? clientState) => !string.IsNullOrEmpty(options.WebhookClientState)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(clientState ?? "")), SHA256.HashData(Encoding.UTF8.GetBytes(options.WebhookClientState)));

    /// <summary>The text that proves a handshake; null when the query asks for none.</summary>
    private static string? Token(Uri address)
    {
        foreach (var part in address.Query.TrimStart('?').Split('&'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && part[..equals].Equals("validationToken", StringComparison.OrdinalIgnoreCase))
            {
                return Uri.UnescapeDataString(part[(equals + 1)..].Replace('+', ' '));
            }
        }

        return null;
    }

    /// <summary>A collection notice names no entity: "something of this type changed".</summary>
    private Hint? HintOf(Notice notice)
    {
        if (ResourcePath.Parse(notice.Resource) is not { } resource || resource.Company != options.CompanyId)
        {
            return null;
        }

        var entity = notice.ChangeType == "collection" ? null : resource.Entity;
        var key = IdempotencyKey.Derive(notice.SubscriptionId ?? "", notice.Resource ?? "", notice.ChangeType ?? "", notice.LastModifiedDateTime ?? "").Value;
        return resource.Collection switch
        {
            "items" => new(EntityType.Product, entity, key),
            "customers" => new(EntityType.Customer, entity, key),
            _ => null,
        };
    }
}
