using System.Text.RegularExpressions;

namespace RetailConnect.Architecture;

/// <summary>The repository's files, without what .gitignore leaves out.</summary>
internal static class Repository
{
    private static readonly Lazy<string> RootFolder = new(FindRoot);
    private static readonly Lazy<IReadOnlyList<string>> AllFiles = new(() => [.. Walk(RootFolder.Value, [.. File.ReadLines(At(".gitignore")).Where(line => line.Length > 0 && line[0] != '#').Select(Pattern)])]);

    public static string Root => RootFolder.Value;

    /// <summary>Paths relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files => AllFiles.Value;

    public static string At(string path) => Path.Combine(Root, path);

    public static IEnumerable<string> Code(params string[] folders) =>
        Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && folders.Any(folder => file.StartsWith(folder + "/", StringComparison.Ordinal)));

    private static IEnumerable<string> Walk(string folder, Regex[] ignored)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal))
        {
            var isFolder = Directory.Exists(path);
            var name = Path.GetFileName(path) + (isFolder ? "/" : "");
            // .git is a folder in a clone and a file in a worktree.
            if (name is ".git/" or ".git" || ignored.Any(pattern => pattern.IsMatch(name)))
            {
                continue;
            }

            foreach (var file in isFolder ? Walk(path, ignored) : [Path.GetRelativePath(Root, path).Replace('\\', '/')])
            {
                yield return file;
            }
        }
    }

    private static Regex Pattern(string line)
    {
        if (line.StartsWith('!') || line.TrimEnd('/').Contains('/', StringComparison.Ordinal))
        {
            throw new InvalidDataException($".gitignore: these tests read plain names only, and '{line}' is none.");
        }

        return new("^" + Regex.Escape(line).Replace(@"\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.CultureInvariant);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RetailConnect.Sdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No folder above the tests holds RetailConnect.Sdk.sln.");
    }
}
