using PublicApiGenerator;

namespace RetailConnect.Architecture;

public sealed class PublicApiTests
{
    private static readonly ApiGeneratorOptions Options = new() { IncludeAssemblyAttributes = false };

    public static TheoryData<string> Projects => [.. SourceProject.Names.Select(row => row.Data).Where(name => SourceProject.Named(name).IsPackable)];

    /// <summary>The first run on a developer's machine writes the file; in CI a missing one fails.</summary>
    [Theory, MemberData(nameof(Projects))]
    public void The_public_API_is_the_approved_one(string name)
    {
        var file = Repository.At($"tests/RetailConnect.Architecture.Tests/PublicApi/{name}.approved.txt");
        var api = SourceProject.Named(name).Assembly.GeneratePublicApi(Options).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (!File.Exists(file))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{name} has no approved API; run the tests on a developer's machine and commit the file.");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, api);
            return;
        }

        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd() + "\n", api);
    }

    [Fact]
    public void An_approved_file_belongs_to_a_project()
    {
        var approved = Repository.Files.Where(path => path.EndsWith(".approved.txt", StringComparison.Ordinal)).Select(path => Path.GetFileName(path)[..^".approved.txt".Length]);
        Findings.None(approved.Except(SourceProject.Names.Select(row => row.Data)));
    }
}
