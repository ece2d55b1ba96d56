using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RetailConnect.Sandbox.Retail;

namespace RetailConnect.Sandbox;

/// <summary>The sandbox's own controls over HTTP on loopback, so that another process can start the day and ask for the proofs.</summary>
internal sealed class ControlServer : IAsyncDisposable
{
    /// <summary>Header of a recording: requests that it lacks.</summary>
    private const string LeftOut = "Sandbox-Left-Out";
    private readonly WebApplication app;

    private ControlServer(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    public static async Task<ControlServer> StartAsync(RetailSandbox sandbox, int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        var control = new ControlServer(app);
        app.MapGet("/sandbox", () => Results.Json(sandbox.Addresses));
        app.MapGet("/sandbox/day", () => Results.Json(sandbox.Day));
        app.MapPost("/sandbox/day", () =>
        {
            sandbox.StartDay();
            return Results.Json(sandbox.Day);
        });
        app.MapGet("/sandbox/aliases", () => Results.Json(sandbox.Aliases));
        app.MapPost("/sandbox/aliases", (ShopAlias alias) => sandbox.TellMerged(alias.Profile));
        app.MapGet("/sandbox/proofs", () => Results.Json(sandbox.Prove()));
        app.MapGet("/sandbox/recording", (HttpContext context) =>
        {
            var file = Path.GetTempFileName();
            var (records, missing) = (sandbox.Recorder.Records.ToList(), sandbox.Recorder.LeftOut);
            var written = RecordingFile.Write(file, records, missing);
            context.Response.Headers[LeftOut] = (records.Count - written + missing).ToString(CultureInfo.InvariantCulture);
            return Results.Stream(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.None, 4096, FileOptions.DeleteOnClose), "application/jsonl");
        });
        await app.StartAsync(cancellationToken);
        return control;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
