using System.Text;
using RetailConnect.Sandbox;

namespace RetailConnect.Contracts;

/// <summary>Builds requests as the Sandbox records them.</summary>
internal static class Requests
{
    public const string BusinessCentralRoot = "/v2.0/contoso/production/api/v2.0";
    public const string Company = "companies(11111111-1111-1111-1111-111111111111)";

    public static RequestRecord Shopify(string document, string variables) =>
        Record("shopify", "POST", "/admin/api/2026-10/graphql.json", $$"""{"query":{{System.Text.Json.JsonSerializer.Serialize(document)}},"variables":{{variables}}}""", "X-Shopify-Access-Token");

    public static RequestRecord Square(string method, string path, string? body = null) => Record("square", method, path, body, "Authorization").With("Square-Version", "2025-08-20");

    public static RequestRecord BusinessCentral(string method, string path, string? body = null) => Record("business-central", method, $"{BusinessCentralRoot}/{path}", body, "Authorization");

    public static RequestRecord TalonOne(string method, string path, string? body = null) => Record("talon-one", method, path, body, "Authorization");

    public static RequestRecord Record(string vendor, string method, string target, string? body, string credential)
    {
        var split = target.Split('?', 2);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [credential] = "***" };
        if (body is not null)
        {
            headers["Content-Type"] = "application/json; charset=utf-8";
        }

        var bytes = body is null ? [] : Encoding.UTF8.GetBytes(body);
        return new(DateTimeOffset.UnixEpoch, vendor, new(method, split[0], split.Length > 1 ? "?" + split[1] : "", headers, bytes), 200, null);
    }

    public static RequestRecord With(this RequestRecord record, string header, string? value)
    {
        var headers = new Dictionary<string, string>(record.Request.Headers, StringComparer.OrdinalIgnoreCase);
        if (value is null)
        {
            headers.Remove(header);
        }
        else
        {
            headers[header] = value;
        }

        return record with { Request = record.Request with { Headers = headers } };
    }
}
