using System.Text.RegularExpressions;
using RetailConnect.Contracts.BusinessCentral;
using RetailConnect.Contracts.OpenApi;
using RetailConnect.Contracts.Shopify;
using RetailConnect.Sandbox;

namespace RetailConnect.Contracts;

/// <summary>Judges requests by the vendors' own contracts.</summary>
/// <remarks>Thread-safe. Loading takes seconds: share one judge.</remarks>
public sealed partial class ContractJudge
{
    private static readonly Lazy<ContractJudge> Loaded = new(() => new(ContractFolder.Find() ?? throw new DirectoryNotFoundException("There are no contracts.")));
    private readonly Dictionary<string, IVendorContract> contracts;

    private ContractJudge(string folder)
    {
        Shopify = ShopifyContract.Load(folder);
        contracts = new IVendorContract[] { Shopify, new SquareContract(folder), new BusinessCentralContract(folder), new TalonOneContract(folder) }.ToDictionary(contract => contract.Vendor);
    }

    internal ShopifyContract Shopify { get; }

    /// <summary>Returns the contract of a vendor that speaks REST.</summary>
    internal IRestContract Rest(string vendor) => (IRestContract)contracts[vendor];

    /// <summary>Returns the shared judge; where there are no contracts the test is skipped, in CI it fails.</summary>
    public static ContractJudge Require()
    {
        _ = ContractFolder.Require();
        return Loaded.Value;
    }

    /// <summary>Returns the ways in which a request breaks its vendor's contract; none when it is valid.</summary>
    public IReadOnlyList<Violation> Check(RequestRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var request = record.Request;
        if (KnownException.For(record.Vendor, request.Method, request.Path) is not null)
        {
            return [];
        }

        return contracts.TryGetValue(record.Vendor, out var contract)
            ? [.. contract.Check(request).Distinct()]
            : [new(record.Vendor, $"{request.Method} {request.Path}", "unknown-vendor", "There is no contract of this vendor.")];
    }

    /// <summary>Judges many requests and groups equal violations, the most frequent first.</summary>
    public IReadOnlyList<ViolationGroup> CheckAll(IEnumerable<RequestRecord> records) =>
    [
        .. records.SelectMany((record, index) => Check(record).Select(violation => (Violation: violation, Number: index + 1)))
            .GroupBy(found => found.Violation with { Operation = Alike(found.Violation.Operation), Detail = Alike(found.Violation.Detail) })
            .Select(group => new ViolationGroup(group.First().Violation, group.First().Number, group.Count()))
            .OrderByDescending(group => group.Count),
    ];

    /// <summary>Takes out what differs between equal mistakes: positions in lists, numbers and ids.</summary>
    private static string Alike(string text) => Varying().Replace(text, "*");

    [GeneratedRegex(@"'[^']*'|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|(?<![A-Za-z_.])\d+(?!\.\d|[A-Za-z_])", RegexOptions.CultureInvariant)]
    private static partial Regex Varying();
}
