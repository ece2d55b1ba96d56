using System.Diagnostics;
using System.Net.Http.Json;

namespace RetailConnect.FaultCampaign.Reality;

/// <summary>One host: a process that is started, asked, and killed without warning.</summary>
internal sealed class HostProcess(IReadOnlyList<string> arguments, Uri address) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly HttpClient http = new() { BaseAddress = address, Timeout = Patience };
    private Process? process;

    /// <summary>Settings in its environment.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public bool IsAlive => process is { HasExited: false };

    public void Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet")
        {
            start.ArgumentList.Add(typeof(HostProcess).Assembly.Location);
        }

        arguments.ToList().ForEach(start.ArgumentList.Add);
        Settings.ToList().ForEach(setting => start.Environment[setting.Key] = setting.Value);
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Said = line.Data ?? Said;
        process.ErrorDataReceived += (_, line) => Said = line.Data ?? Said;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The last thing that it wrote.</summary>
    public string Said { get; private set; } = "";

    /// <summary>SIGKILL: nothing of it runs any more.</summary>
    public void Kill()
    {
        process?.Kill();
        process?.WaitForExit();
        process?.Dispose();
        process = null;
    }

    /// <summary>SIGSTOP: it stands still without knowing it.</summary>
    public void Freeze() => Signal("-STOP");

    /// <summary>SIGCONT: it goes on as if no time had passed.</summary>
    public void Thaw() => Signal("-CONT");

    /// <summary>How it stands; null when it does not answer.</summary>
    public async Task<Standing?> StandingAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetFromJsonAsync<Standing>("standing", cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public async Task<bool> CatchUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.PostAsync(new Uri("catch-up", UriKind.Relative), null, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Signal(string signal)
    {
        if (process is { HasExited: false } running)
        {
            using var kill = Process.Start("kill", [signal, $"{running.Id}"]);
            kill.WaitForExit();
        }
    }

    public void Dispose()
    {
        Kill();
        http.Dispose();
    }
}
