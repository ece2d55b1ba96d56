using System.Text.RegularExpressions;

namespace RetailConnect.Architecture;

public sealed partial class TypeTests
{
    private static readonly string[] BannedWords = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Service", "Base", "Impl", "Data", "Info", "Processor"];

    /// <summary>Public classes that others may inherit from, with the reason.</summary>
    private static readonly Dictionary<string, string> Inheritable = new()
    {
        ["RetailConnect.Storage.Relational.RelationalStoreOptions"] = "The options of a dialect add a connection to the shared ones.",
    };

    /// <summary>Words that the platform and the vendors' standards gave, and that keep their spelling.</summary>
    private static readonly string[] GivenWords = ["ServiceCollection", "OData"];

    public static TheoryData<string> Projects => SourceProject.Names;

    [Fact]
    public void No_type_name_holds_a_banned_word()
    {
        var declared = Repository.Code("src", "samples", "tests", "benchmarks").SelectMany(TypeDeclaration.In).ToArray();
        Assert.NotEmpty(declared);
        Findings.None(declared.Where(type => HoldsBannedWord(type.Name)).Select(type => $"{type.File}: {type.Name}"));
    }

    [Fact]
    public void A_file_declares_one_public_type_of_its_name()
    {
        var wrong = Repository.Code("src").Select(file => (File: file, Names: TypeDeclaration.In(file).Where(type => type.IsPublic).Select(type => type.Name).Distinct().ToArray()))
            .Where(entry => !OneOfTheFilesName(entry.File, entry.Names));
        Findings.None(wrong.Select(entry => $"{entry.File}: {string.Join(", ", entry.Names)}"));
    }

    [Theory]
    [InlineData("OrderManager", true)]
    [InlineData("InfoReader", true)]
    [InlineData("BaseSink", true)]
    [InlineData("ODataFilter", false)]
    [InlineData("AcmeServiceCollectionExtensions", false)]
    [InlineData("Database", false)]
    [InlineData("HostServices", false)]
    public void A_banned_word_is_a_whole_word(string name, bool banned) => Assert.Equal(banned, HoldsBannedWord(name));

    [Theory]
    [InlineData("public sealed class Lane(int width) : IDisposable", "Lane", true)]
    [InlineData("public readonly record struct Sku(string Value);", "Sku", true)]
    [InlineData("public delegate ValueTask<SyncOutcome> SyncStep<T>(SyncContext<T> context);", "SyncStep", true)]
    [InlineData("internal static partial class Hot", "Hot", false)]
    [InlineData("    public enum Inner", "Inner", false)]
    public void A_declaration_is_read(string line, string name, bool isPublic) => Assert.Equal([new TypeDeclaration("x.cs", name, isPublic)], TypeDeclaration.Parse("x.cs", line));

    [Theory, MemberData(nameof(Projects))]
    public void A_public_class_is_closed_to_inheritance(string name)
    {
        var open = SourceProject.Named(name).Assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && type.GetMethod("<Clone>$") is null)
            .Select(type => type.FullName!);
        Findings.None(open.Except(Inheritable.Keys));
    }

    [Theory, MemberData(nameof(Projects))]
    public void Wire_contracts_never_leave_the_package(string name) =>
        Findings.None(SourceProject.Named(name).Assembly.GetExportedTypes().Where(type => type.Namespace?.Split('.').Contains("Api") == true).Select(type => type.FullName));

    private static bool OneOfTheFilesName(string file, IReadOnlyCollection<string> names)
    {
        var stem = Path.GetFileNameWithoutExtension(file).Split('.')[0];
        var own = names.Where(name => name == stem || !name.EndsWith("Extensions", StringComparison.Ordinal)).ToArray();
        return own.Length == 0 || (own.Length == 1 && (own[0] == stem || IsCompanion(file, own[0])));
    }

    /// <summary>True for the static companion of a generic type that has the file of that name already.</summary>
    private static bool IsCompanion(string file, string name)
    {
        var own = file[..(file.LastIndexOf('/') + 1)] + name + ".cs";
        return Repository.Files.Contains(own) && TypeDeclaration.In(own).Any(type => type.IsPublic && type.Name == name);
    }

    private static bool HoldsBannedWord(string name) => Word().Matches(GivenWords.Aggregate(name, (rest, given) => rest.Replace(given, "", StringComparison.Ordinal))).Any(word => BannedWords.Contains(word.Value));

    [GeneratedRegex("[A-Z][a-z0-9]*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
