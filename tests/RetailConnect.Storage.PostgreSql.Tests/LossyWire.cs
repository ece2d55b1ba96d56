using System.Net;
using System.Net.Sockets;

namespace RetailConnect.Storage.PostgreSql.Tests;

/// <summary>Carries bytes to the server and back; on demand it hands over a COMMIT, waits for the answer, and cuts the connection instead of delivering it.</summary>
internal sealed class LossyWire : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Task accepting;
    private int lose;

    public LossyWire(int server)
    {
        listener.Start();
        accepting = AcceptAsync(server);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void LoseNextCommit() => lose = 1;

    public void Dispose()
    {
        end.Cancel();
        listener.Dispose();
        accepting.GetAwaiter().GetResult();
        end.Dispose();
    }

    private async Task AcceptAsync(int server)
    {
        var carried = new List<Task>();
        try
        {
            while (true)
            {
                carried.Add(CarryAsync(await listener.AcceptTcpClientAsync(end.Token), server));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task CarryAsync(TcpClient client, int server)
    {
        using var near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(IPAddress.Loopback, server, end.Token);
        var cut = new Cut();
        await Task.WhenAny(ThereAsync(near.GetStream(), far.GetStream(), cut), BackAsync(far.GetStream(), near.GetStream(), cut));
    }

    private async Task ThereAsync(NetworkStream from, NetworkStream to, Cut cut)
    {
        var buffer = new byte[65536];
        while (await ReadAsync(from, buffer) is > 0 and var length)
        {
            // Set before the server has the command, so that its answer is never let through.
            cut.Now |= buffer.AsSpan(0, length).IndexOf("COMMIT\0"u8) >= 0 && Interlocked.Exchange(ref lose, 0) == 1;
            await to.WriteAsync(buffer.AsMemory(0, length), end.Token);
        }
    }

    private async Task BackAsync(NetworkStream from, NetworkStream to, Cut cut)
    {
        var buffer = new byte[65536];
        while (await ReadAsync(from, buffer) is > 0 and var length && !cut.Now)
        {
            await to.WriteAsync(buffer.AsMemory(0, length), end.Token);
        }
    }

    private async Task<int> ReadAsync(NetworkStream from, byte[] buffer)
    {
        try
        {
            return await from.ReadAsync(buffer, end.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            return 0;
        }
    }

    private sealed class Cut
    {
        public volatile bool Now;
    }
}
