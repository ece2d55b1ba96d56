using RetailConnect.Contracts.Coverage;

namespace RetailConnect.Contracts;

/// <summary>Whatever a connector can send is judged by its vendor's contract, and whatever the contract allows as an answer can be read.</summary>
public sealed class CoverageTests
{
    public static TheoryData<string> Vendors => [.. Inspection.Vendors];

    [Theory, MemberData(nameof(Vendors))]
    public async Task Every_operation_is_covered(string vendor)
    {
        var operations = await Inspection.OfAsync(vendor);
        Assert.NotEmpty(operations);
        None(operations.Where(operation => !operation.IsCovered).Select(operation => $"{operation.Name} is covered by no contract and by no exception."));
    }

    [Theory, MemberData(nameof(Vendors))]
    public async Task Every_request_is_valid(string vendor) => None((await Inspection.OfAsync(vendor)).SelectMany(operation => operation.Broken));

    [Theory, MemberData(nameof(Vendors))]
    public async Task Every_answer_can_be_read(string vendor) => None((await Inspection.OfAsync(vendor)).SelectMany(operation => operation.Unreadable));

    [Fact]
    public void Every_constant_with_GraphQL_is_part_of_a_document()
    {
        _ = ContractJudge.Require();
        Assert.NotEmpty(ShopifyDocuments.Constants);
        None(ShopifyDocuments.Constants.Where(constant => !ShopifyDocuments.All.Values.Any(text => text.Contains(constant.Text, StringComparison.Ordinal))).Select(constant => $"{constant.Name} is in no document, so that nothing judges it."));
    }

    /// <summary>The plan says as what each answer is read; a type that it does not name would be read unjudged.</summary>
    [Fact]
    public void Every_type_of_the_shopify_serializer_is_judged()
    {
        _ = ContractJudge.Require();
        var planned = ShopifyDocuments.All.SelectMany(document => new[] { DocumentPlan.Of(document.Key)?.Data, DocumentPlan.Of(document.Key)?.Node, new DocumentCheck(document.Key, document.Value).Variables }).Concat(DocumentPlan.Envelopes);
        None(ShopifyDocuments.Declared.Except(planned.OfType<string>()).Select(type => $"{type} is read or written by no document of the plan."));
    }

    /// <summary>On a developer's machine the table is written; in CI one that differs fails.</summary>
    [Theory, MemberData(nameof(Vendors))]
    public async Task The_table_of_the_readme_is_true(string vendor)
    {
        var file = ReadmeTable.FileOf(ConnectorUnderTest.Of(vendor));
        var written = ReadmeTable.Put(await File.ReadAllTextAsync(file), await Inspection.OfAsync(vendor));
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Equal(written, (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n"));
            return;
        }

        await File.WriteAllTextAsync(file, written);
    }

    private static void None(IEnumerable<string> found)
    {
        var list = found.Distinct().ToArray();
        Assert.True(list.Length == 0, string.Join(Environment.NewLine, list));
    }
}
