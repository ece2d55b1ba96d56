using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using QuickStart;
using RetailConnect.FaultCampaign.Reality;

namespace RetailConnect.FaultCampaign.Load;

/// <summary>A host in a process of its own that loads a catalogue into the shop, and tells how it stands and how much memory it took.</summary>
internal static class LoadHostProgram
{
    public const string Name = "load-host";

    private static readonly Option<string> Control = new("--control") { Description = "Address of the simulators' controls", Required = true };
    private static readonly Option<string> Store = new("--at") { Description = "Path of a SQLite file", Required = true };
    private static readonly Option<string> Address = new("--address") { Description = "Where it listens", Required = true };
    private static readonly Option<int> Products = new("--products") { Description = "Products of the catalogue", Required = true };

    public static Command Create()
    {
        var command = new Command(Name, "Runs the host of a load") { Control, Store, Address, Products };
        command.Hidden = true;
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult asked, CancellationToken cancellationToken)
    {
        using var world = new WorldClient(new(asked.GetRequiredValue(Control)));
        var vendors = await world.AddressesAsync(cancellationToken);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(asked.GetRequiredValue(Address));
        builder.Services.AddRetailConnect(retail =>
        {
            retail.Recovery.SettleDelay = TimeSpan.FromMilliseconds(500);
            retail.UseSqlite(asked.GetRequiredValue(Store)).AddTenant(Northwind.Name, tenant => tenant
                .AddConnection<CatalogueConnector, CatalogueOptions>("erp", catalogue => catalogue.Products = asked.GetRequiredValue(Products))
                .AddShopify("web", shop => Connections.Configure(shop, vendors))
                .SyncCatalog(from: "erp", to: ["web"], sync => sync.Options.Every = TimeSpan.FromSeconds(3)));
        });
        var app = builder.Build();
        app.MapGet("/standing", StandingAsync);
        await app.RunAsync();
        return 0;
    }

    private static async Task<IResult> StandingAsync(IRetailConnect engine, IDeadLetterStore letters, CancellationToken cancellationToken)
    {
        var tenant = new TenantId(Northwind.Name);
        var status = await engine.StatusAsync(tenant, cancellationToken);
        var dead = await letters.ListAsync(tenant, null, 5, cancellationToken);
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return Results.Ok(new Standing(status.Ready, status.Waiting, status.Lanes.Sum(lane => lane.Accepted), status.Balanced, [.. dead.Select(letter => $"{letter.Lane} {letter.Entity}: {letter.Reason}, {letter.Detail}")])
        {
            Heap = GC.GetTotalMemory(forceFullCollection: false), Peak = process.PeakWorkingSet64,
        });
    }
}
