using System.Text.RegularExpressions;

namespace RetailConnect.Architecture;

/// <summary>A type as a source file declares it.</summary>
/// <param name="File">The file.</param>
/// <param name="Name">The type's name without its parameters.</param>
/// <param name="IsPublic">True for a public type that is not nested.</param>
internal sealed partial record TypeDeclaration(string File, string Name, bool IsPublic)
{
    public static IEnumerable<TypeDeclaration> In(string file) => Parse(file, System.IO.File.ReadAllText(Repository.At(file)));

    public static IEnumerable<TypeDeclaration> Parse(string file, string text) =>
        Declaration().Matches(text).Select(match => new TypeDeclaration(file, match.Groups["name"].Value, match.Groups["indent"].Length == 0 && match.Groups["words"].Value.Contains("public ", StringComparison.Ordinal)));

    [GeneratedRegex(
        @"^(?<indent>[ \t]*)(?<words>(?:(?:public|internal|private|protected|file|static|sealed|abstract|partial|readonly|ref|unsafe|new)\s+)*)(?:(?:record\s+struct|record\s+class|class|record|struct|interface|enum)\s+(?<name>[A-Z]\w*)|delegate\s+[^\r\n(]+?\s(?<name>[A-Z]\w*)(?=[<(]))",
        RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
