using System.Globalization;
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

    /// <summary>Second profiles that customers have in the web shop.</summary>
    public async Task<IReadOnlyList<ShopAlias>> AliasesAsync(CancellationToken cancellationToken) => await GetAsync<List<ShopAlias>>("sandbox/aliases", cancellationToken);

    /// <summary>Tells the judge that a second profile and its customer are one person.</summary>
    public async Task TellMergedAsync(ShopAlias alias, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync("sandbox/aliases", alias, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Saves the recording and returns how many requests it lacks.</summary>
    public async Task<long> SaveRecordingAsync(FileInfo file, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri("sandbox/recording", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var to = file.Create();
        await response.Content.CopyToAsync(to, cancellationToken);
        return long.Parse(response.Headers.GetValues("Sandbox-Left-Out").Single(), CultureInfo.InvariantCulture);
    }

    public void Dispose() => http.Dispose();

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        await http.GetFromJsonAsync<T>(path, cancellationToken) ?? throw new InvalidOperationException($"The sandbox gave no answer to {path}.");
}
