using System.Net.Http.Json;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;

namespace QuickStart;

/// <summary>Asks the sandbox, in this process or another.</summary>
internal sealed class WorldClient(Uri control) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = control };

    public async Task<SandboxAddresses> AddressesAsync(CancellationToken cancellationToken) => await GetAsync<SandboxAddresses>("sandbox", cancellationToken);

    public async Task<DayStatus> DayAsync(CancellationToken cancellationToken) => await GetAsync<DayStatus>("sandbox/day", cancellationToken);

    public async Task<IReadOnlyList<Proof>> ProofsAsync(CancellationToken cancellationToken) => await GetAsync<List<Proof>>("sandbox/proofs", cancellationToken);

    public async Task StartDayAsync(CancellationToken cancellationToken)
    {
        using var response = await http.PostAsync(new Uri("sandbox/day", UriKind.Relative), null, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async Task SaveRecordingAsync(FileInfo file, CancellationToken cancellationToken)
    {
        await using var from = await http.GetStreamAsync(new Uri("sandbox/recording", UriKind.Relative), cancellationToken);
        await using var to = file.Create();
        await from.CopyToAsync(to, cancellationToken);
    }

    public void Dispose() => http.Dispose();

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        await http.GetFromJsonAsync<T>(path, cancellationToken) ?? throw new InvalidOperationException($"The sandbox gave no answer to {path}.");
}
