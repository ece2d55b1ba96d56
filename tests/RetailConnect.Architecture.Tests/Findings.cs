namespace RetailConnect.Architecture;

/// <summary>Fails with everything that was found, not with the first.</summary>
internal static class Findings
{
    public static void None<T>(IEnumerable<T> found)
    {
        var all = found.Select(item => $"{item}").ToArray();
        Assert.True(all.Length == 0, $"{all.Length} found:{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
    }
}
