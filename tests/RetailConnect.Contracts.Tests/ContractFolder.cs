namespace RetailConnect.Contracts;

/// <summary>Finds the vendors' contracts, which are kept outside the repository.</summary>
public static class ContractFolder
{
    /// <summary>Environment variable that names the folder.</summary>
    public const string Variable = "RETAILCONNECT_CONTRACTS";

    /// <summary>Returns the folder; without one the test is skipped, in CI it fails.</summary>
    public static string Require()
    {
        if (Find() is { } folder)
        {
            return folder;
        }

        const string reason = $"The vendors' contracts are neither at ../shared/contracts from the repository root nor where {Variable} points.";
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
        Assert.Skip(reason);
        return "";
    }

    /// <summary>Returns the folder, or null where there is none.</summary>
    /// <remarks>A variable that points nowhere is an error: it is a typing mistake, not an absent folder.</remarks>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? named : throw new DirectoryNotFoundException($"{Variable} points to {named}, which does not exist.");
        }

        // A worktree may lie deeper than the clone, so the sibling is looked for from each folder upwards.
        for (var root = RepositoryRoot(); root is not null; root = root.Parent)
        {
            var folder = Path.Combine(root.Parent?.FullName ?? root.FullName, "shared", "contracts");
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        return null;
    }

    /// <summary>Returns the folder of the repository, or null outside one.</summary>
    internal static DirectoryInfo? RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RetailConnect.Sdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder;
    }
}
