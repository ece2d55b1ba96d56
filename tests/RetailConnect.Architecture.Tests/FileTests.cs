using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RetailConnect.Architecture;

public sealed partial class FileTests
{
    private const int TooLong = 400;
    private const int Long = 300;
    private static readonly string[] TopLevel = ["README.md", "LICENSE", "nuget.config", "Directory.Packages.props", "RetailConnect.Sdk.sln", "src", "tests", "samples", "benchmarks"];
    private static readonly string[] SourceWords = ["packageSources", "fallbackPackageFolders", "RestoreSources", "RestoreAdditionalProjectSources", "RestoreFallbackFolders"];

    [Fact]
    public void No_code_file_is_too_long()
    {
        var lengths = Repository.Code("src", "samples", "tests", "benchmarks").Select(file => (File: file, Lines: File.ReadLines(Repository.At(file)).Count())).Where(entry => entry.Lines > Long).ToArray();
        foreach (var (file, lines) in lengths)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{file}: {lines} lines; look twice.");
        }

        Findings.None(lengths.Where(entry => entry.Lines > TooLong));
    }

    [Fact]
    public void The_top_level_holds_nothing_new() =>
        Findings.None(Repository.Files.Select(file => file.Split('/')[0]).Distinct().Where(name => name[0] != '.').Except(TopLevel));

    [Fact]
    public void No_build_file_names_a_package_source()
    {
        var builds = Repository.Files.Where(file => Path.GetExtension(file) is ".config" or ".props" or ".targets" or ".csproj").ToArray();
        Assert.Contains("nuget.config", builds);
        Findings.None(builds.Where(file => XDocument.Load(Repository.At(file)).Descendants().Any(element => SourceWords.Contains(element.Name.LocalName))));
    }

    [Fact]
    public void No_file_names_a_machines_path_or_a_package_host()
    {
        var texts = Repository.Files.Select(file => (File: file, Text: File.ReadAllText(Repository.At(file)))).Where(entry => !entry.Text.Contains('\0'));
        Findings.None(texts.SelectMany(entry => MachineText().Matches(entry.Text).Select(match => $"{entry.File}:{entry.Text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value}")));
    }

    [Theory]
    [InlineData("cd /", "home/me", true)]
    [InlineData("\"C:", "\\Users\"", true)]
    [InlineData("(`/", "tmp`)", true)]
    [InlineData("https://api.nuget", ".org/v3/index.json", true)]
    [InlineData("https://example.test/", "home", false)]
    [InlineData("src/", "work/file", false)]
    [InlineData("$\"{name}:", "\\n\"", false)]
    public void The_search_finds_what_it_is_for(string start, string end, bool found) => Assert.Equal(found, MachineText().IsMatch(start + end));

    [Fact]
    public void Every_path_that_a_readme_mentions_exists()
    {
        var readmes = Repository.Files.Where(file => Path.GetFileName(file) == "README.md").ToArray();
        Assert.NotEmpty(readmes);
        var mentioned = readmes.SelectMany(file => MentionedPath().Matches(File.ReadAllText(Repository.At(file))).Select(match => (File: file, Path: match.Groups[1].Value)));
        Findings.None(mentioned.Where(entry => !Exists(entry.Path)));
    }

    private static bool Exists(string path)
    {
        // A pattern such as src/**/*.cs stands for the folder before it.
        var pattern = path.IndexOfAny(['*', '{', '<', '[']);
        var certain = Repository.At(pattern < 0 ? path : path[..(path[..pattern].LastIndexOf('/') + 1)]);
        return File.Exists(certain) || Directory.Exists(certain);
    }

    [GeneratedRegex(@"(?<![\w./:})\]-])/(?:work|home|root|tmp)(?![\w-])|(?<![A-Za-z0-9])[A-Z]:\\\\?[A-Za-z]|(?i:\b(?:nuget\.org|npmjs\.(?:org|com)|pypi\.org|myget\.org|crates\.io|pkgs\.dev\.azure\.com|j[f]rog|artifa[c]tory)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex MachineText();

    [GeneratedRegex("`((?:src|samples|tests|benchmarks)/[^`\\s:]*)", RegexOptions.CultureInvariant)]
    private static partial Regex MentionedPath();
}
