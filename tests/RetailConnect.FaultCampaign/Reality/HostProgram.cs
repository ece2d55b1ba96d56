using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuickStart;

namespace RetailConnect.FaultCampaign.Reality;

/// <summary>A partner's host in a process of its own, which somebody kills. Besides the webhooks it tells how it stands.</summary>
internal static class HostProgram
{
    public const string Name = "host";

    /// <summary>How long a host's lease lasts.</summary>
    public static readonly TimeSpan LeaseTerm = TimeSpan.FromSeconds(2);

    private static readonly Option<string> Control = new("--control") { Description = "Address of the simulators' controls", Required = true };
    private static readonly Option<string> Store = new("--at") { Description = "Path of a SQLite file, or connection string of a PostgreSQL server", Required = true };
    private static readonly Option<bool> Shared = new("--shared") { Description = "The store is on a PostgreSQL server" };
    private static readonly Option<string> Address = new("--address") { Description = "Where it listens", Required = true };
    private static readonly Option<string> Public = new("--public") { Description = "Where the vendors send webhooks", Required = true };

    public static Command Create()
    {
        var command = new Command(Name, "Runs one host of the reality layer") { Control, Store, Shared, Address, Public };
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
            retail.PublicAddress = new(asked.GetRequiredValue(Public));
            retail.Recovery.FirstDelay = TimeSpan.FromMilliseconds(200);
            retail.Recovery.SettleDelay = TimeSpan.FromMilliseconds(500);
            retail.Recovery.PauseAfterRefusal = TimeSpan.FromSeconds(1);
            retail.Recovery.LeaseTerm = LeaseTerm;
            retail = asked.GetValue(Shared) ? retail.UsePostgreSql(asked.GetRequiredValue(Store)) : retail.UseSqlite(asked.GetRequiredValue(Store));
            retail.AddTenant(Northwind.Name, tenant => Northwind.Compose(tenant, vendors));
        });
        var app = builder.Build();
        app.MapRetailConnectWebhooks();
        app.MapGet("/standing", StandingAsync);
        app.MapPost("/catch-up", CatchUpAsync);
        await app.RunAsync();
        return 0;
    }

    private static async Task<IResult> StandingAsync(IRetailConnect engine, IDeadLetterStore letters, CancellationToken cancellationToken)
    {
        try
        {
            var tenant = new TenantId(Northwind.Name);
            var status = await engine.StatusAsync(tenant, cancellationToken);
            var dead = await letters.ListAsync(tenant, null, 5, cancellationToken);
            return Results.Ok(new Standing(status.Ready, status.Waiting, status.Lanes.Sum(lane => lane.Accepted), status.Balanced, [.. dead.Select(letter => $"{letter.Lane} {letter.Entity}: {letter.Reason}, {letter.Detail}")]));
        }
        catch (StoreException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> CatchUpAsync(IRetailConnect engine, CancellationToken cancellationToken)
    {
        try
        {
            await engine.CatchUpAsync(new(Northwind.Name), cancellationToken);
            return Results.NoContent();
        }
        catch (Exception exception) when (exception is ConnectorException or StoreException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}

/// <summary>How a host stands.</summary>
internal sealed record Standing(bool Ready, long Waiting, long Accepted, bool Balanced, IReadOnlyList<string> Dead)
{
    /// <summary>Bytes on the managed heap; 0 where nobody asks.</summary>
    public long Heap { get; init; }

    /// <summary>The most memory that the process ever took, in bytes; 0 where nobody asks.</summary>
    public long Peak { get; init; }
}
