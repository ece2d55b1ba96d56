using RetailConnect.Sandbox;

namespace RetailConnect.Contracts;

/// <summary>What the tests say about a request.</summary>
internal static class Verdict
{
    public static void Valid(RequestRecord record)
    {
        var found = ContractJudge.Require().Check(record);
        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
    }

    /// <summary>Asserts that a rule is among those broken, and that a violation of it says what it is about.</summary>
    public static void Broken(RequestRecord record, string rule, string about)
    {
        var found = ContractJudge.Require().Check(record);
        Assert.True(found.Any(v => v.Rule == rule && v.Detail.Contains(about, StringComparison.Ordinal)), $"Expected {rule} about '{about}'; found: {string.Join(Environment.NewLine, found)}");
    }
}
