using System.Diagnostics;

namespace RetailConnect.Tests;

/// <summary>The installed server's programs, and the user they run as.</summary>
internal static class ServerFiles
{
    private const string SuperUser = "root";

    private static readonly string? Folder = Folders().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));

    /// <summary>Why no server can be started here; null when one can.</summary>
    public static string? Missing => Folder is null ? "No PostgreSQL server is installed here: neither in PATH nor in its usual folder are initdb and pg_ctl." : null;

    /// <summary>Gives a folder to the user that the server runs as.</summary>
    public static void Give(DirectoryInfo folder)
    {
        if (Environment.UserName == SuperUser)
        {
            Start("chown", [User()[0], folder.FullName], folder.FullName);
        }
    }

    /// <summary>Runs one of the server's programs; the server refuses to run as the superuser.</summary>
    public static void Run(string program, IReadOnlyList<string> arguments, string folder)
    {
        var path = Path.Combine(Folder!, program);
        if (Environment.UserName == SuperUser)
        {
            var user = User();
            Start("setpriv", ["--reuid", user[2], "--regid", user[3], "--clear-groups", path, .. arguments], folder);
        }
        else
        {
            Start(path, arguments, folder);
        }
    }

    private static void Start(string path, IReadOnlyList<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(path)} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}{errors.Result}");
        }
    }

    /// <summary>The line of a user who is not the superuser: name, password, user id, group id.</summary>
    private static string[] User() => File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(user => user[0] is "postgres" or "nobody").OrderByDescending(user => user[0]).First();

    private static IEnumerable<string> Folders()
    {
        var usual = new DirectoryInfo("/usr/lib/postgresql");
        var installed = usual.Exists ? usual.GetDirectories().OrderByDescending(version => double.TryParse(version.Name, out var number) ? number : 0).Select(version => Path.Combine(version.FullName, "bin")) : [];
        return [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), .. installed];
    }
}
