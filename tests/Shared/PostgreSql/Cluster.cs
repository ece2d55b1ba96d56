using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace RetailConnect.Tests;

/// <summary>A throw-away server with a folder and a loopback port of its own.</summary>
internal sealed class Cluster : IDisposable
{
    public const string User = "store";
    public const string Password = "throw-away";

    private readonly DirectoryInfo folder;

    private readonly bool durable;

    /// <param name="durable">False turns fsync off, where nobody pulls a plug.</param>
    public Cluster(bool durable = true)
    {
        this.durable = durable;
        if (ServerFiles.Missing is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        folder = Directory.CreateTempSubdirectory("pg");
        ServerFiles.Give(folder);
        var password = Path.Combine(folder.FullName, "password");
        File.WriteAllText(password, Password);
        ServerFiles.Run("initdb", ["-D", Files, "-U", User, "-A", "scram-sha-256", $"--pwfile={password}", "-E", "UTF8", "--no-locale", "--no-sync"], folder.FullName);
        Port = FreePort();
        Start();
    }

    public int Port { get; }

    public string ConnectionString => new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = Port, Username = User, Password = Password, Database = "postgres" }.ToString();

    private string Files => Path.Combine(folder.FullName, "data");

    /// <summary>Starts the server and waits until it answers.</summary>
    public void Start() => ServerFiles.Run(
        "pg_ctl", ["-D", Files, "-l", Path.Combine(folder.FullName, "log"), "-w", "-t", "60", "-o", $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync={(durable ? "on" : "off")}", "start"], folder.FullName);

    /// <summary>Stops the server without a word to its clients; it recovers at its next start.</summary>
    public void Kill() => ServerFiles.Run("pg_ctl", ["-D", Files, "-w", "-m", "immediate", "stop"], folder.FullName);

    public void Dispose()
    {
        if (File.Exists(Path.Combine(Files, "postmaster.pid")))
        {
            Kill();
        }

        folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
