using System.Collections.Concurrent;

namespace RetailConnect.Contracts.Coverage;

/// <summary>What was found about each connector; every test reads the same inspection.</summary>
internal static class Inspection
{
    private static readonly ConcurrentDictionary<string, Task<IReadOnlyList<CheckedOperation>>> Done = new();

    public static string[] Vendors => ["business-central", "shopify", "square", "talon-one"];

    /// <summary>Returns every operation of a connector, checked.</summary>
    public static Task<IReadOnlyList<CheckedOperation>> OfAsync(string vendor)
    {
        _ = ContractJudge.Require();
        return Done.GetOrAdd(vendor, InspectAsync);
    }

    private static async Task<IReadOnlyList<CheckedOperation>> InspectAsync(string vendor)
    {
        var connector = ConnectorUnderTest.Of(vendor);
        var found = new List<CheckedOperation>();
        foreach (var method in connector.Methods.Where(method => vendor != "shopify" || method.Name != "Send"))
        {
            found.Add(await new CallCheck(connector, method).RunAsync());
        }

        return vendor == "shopify" ? [.. found, .. await DocumentsAsync()] : found;
    }

    /// <summary>Every document is sent by the one method that sends documents.</summary>
    private static async Task<IReadOnlyList<CheckedOperation>> DocumentsAsync()
    {
        var found = new List<CheckedOperation>();
        foreach (var (name, text) in ShopifyDocuments.All)
        {
            found.Add(await new DocumentCheck(name, text).RunAsync());
        }

        return [new("Send", ["POST /admin/api/2026-10/graphql.json"]) { Requests = found.Sum(document => document.Requests) }, .. found];
    }
}
