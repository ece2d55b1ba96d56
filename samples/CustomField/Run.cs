using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RetailConnect.Connectors.BusinessCentral;
using RetailConnect.Connectors.Shopify;
using RetailConnect.Connectors.Square;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.BusinessCentral;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;
using RetailConnect.Sandbox.Square;
using Spectre.Console;

namespace CustomField;

/// <summary>Plays it against the simulators: fields are filled in the ERP, the channels are loaded, a clerk changes one, and every system is looked at.</summary>
internal static class Run
{
    private const string Tenant = "northwind";
    private const int Wide = 160;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> PlayAsync(FileInfo? json, CancellationToken cancellationToken)
    {
        await using var sandbox = RetailSandbox.Create(new SandboxOptions { Scale = new RetailerScale { Items = 6, VariantsPerItem = 2, Stores = 1, Customers = 0 } }, TimeProvider.System);
        var vendors = await sandbox.ListenAsync(0, cancellationToken);
        sandbox.Square.DefineAttribute("fabric", "STRING");
        var items = sandbox.BusinessCentral.Prices.Select(item => item.Sku.Split('-')[0]).Distinct().ToList();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        for (var i = 0; i < items.Count; i++)
        {
            sandbox.BusinessCentral.SetItemField(items[i], "fabric", i % 2 == 0 ? "Wool" : "Linen");
            sandbox.BusinessCentral.SetItemField(items[i], "seasonEnd", today.AddDays(i % 3 == 0 ? -1 : 30));
        }

        var folder = Directory.CreateTempSubdirectory("retailconnect-");
        bool agreed;
        try
        {
            using var host = Build(vendors, Path.Combine(folder.FullName, "customfield.db"));
            await host.StartAsync(cancellationToken);
            agreed = await SeasonAsync(sandbox, items[0], today, cancellationToken);
            await host.StopAsync(cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        var rows = Rows(sandbox, today);
        Show(rows);
        if (json is not null)
        {
            await File.WriteAllBytesAsync(json.FullName, JsonSerializer.SerializeToUtf8Bytes(rows, Indented), cancellationToken);
        }

        AnsiConsole.WriteLine(agreed ? $"All {rows.Count} variants stand in the shop and at the till as they should." : "Not everything stands where it should; look at the rows marked 'no'.");
        return agreed ? 0 : 1;
    }

    private static async Task<bool> SeasonAsync(RetailSandbox sandbox, string item, DateOnly today, CancellationToken cancellationToken)
    {
        AnsiConsole.WriteLine("Loading the channels from the ERP, its custom fields with them.");
        await AgreeAsync(sandbox, today, cancellationToken);
        AnsiConsole.WriteLine($"A clerk says that {item} is cotton, and prolongs its season.");
        sandbox.BusinessCentral.SetItemField(item, "fabric", "Cotton");
        sandbox.BusinessCentral.SetItemField(item, "seasonEnd", today.AddDays(7));
        return await AgreeAsync(sandbox, today, cancellationToken);
    }

    private static IHost Build(SandboxAddresses vendors, string state)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        builder.Services.AddRetailConnect(retail => retail.UseSqlite(state).AddTenant(Tenant, tenant => tenant
            .AddBusinessCentral("erp", erp =>
            {
                var simulator = new BusinessCentralSettings();
                (erp.BaseAddress, erp.TokenAddress, erp.AadTenant, erp.Environment, erp.CompanyId) = (vendors.BusinessCentral, vendors.BusinessCentral, simulator.Tenant, simulator.Environment, simulator.CompanyId);
                (erp.ClientId, erp.ClientSecret) = (simulator.ClientId, simulator.ClientSecret);
                Fields.Read(erp, simulator.ItemRoute);
            })
            .AddShopify("web", shop =>
            {
                var simulator = new ShopifySettings();
                (shop.Shop, shop.ClientId, shop.ClientSecret) = (vendors.Shopify, simulator.ClientId, simulator.ClientSecret);
                Fields.Show(shop);
            })
            .AddSquare("pos", till =>
            {
                var simulator = new SquareSettings();
                (till.BaseAddress, till.ClientId, till.ClientSecret, till.RefreshToken, till.WebhookSignatureKey) = (vendors.Square, simulator.ClientId, simulator.ClientSecret, simulator.RefreshToken, simulator.SignatureKey);
                Fields.Show(till);
            })
            .SyncWithRule()));
        return builder.Build();
    }

    /// <summary>Waits until every system shows what it should; false when that takes too long.</summary>
    private static async Task<bool> AgreeAsync(RetailSandbox sandbox, DateOnly today, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (Rows(sandbox, today).Any(row => !row.Agrees))
        {
            if (TimeProvider.System.GetElapsedTime(began) > Longest)
            {
                return false;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        }

        return true;
    }

    /// <summary>What each system shows of each variant, read from the simulators' own state.</summary>
    private static List<Row> Rows(RetailSandbox sandbox, DateOnly today)
    {
        var shop = sandbox.Shopify.Metafields.ToDictionary(field => (field.Sku, field.Place), field => field.Value);
        var till = sandbox.Square.Attributes.ToDictionary(field => (field.Sku, field.Key), field => field.Value);
        var status = sandbox.Shopify.Statuses.ToDictionary(variant => variant.Sku, variant => variant.Status);
        return [.. sandbox.BusinessCentral.Prices.Select(item =>
        {
            var number = item.Sku.Split('-')[0];
            var (fabric, end) = (sandbox.BusinessCentral.ItemField(number, "fabric"), sandbox.BusinessCentral.ItemField(number, "seasonEnd"));
            return new Row(
                item.Sku, fabric, shop.GetValueOrDefault((item.Sku, "custom.fabric")), till.GetValueOrDefault((item.Sku, "fabric")), end, shop.GetValueOrDefault((item.Sku, "custom.season_end")), status.GetValueOrDefault(item.Sku),
                string.CompareOrdinal(end, $"{today:yyyy-MM-dd}") < 0 ? "ARCHIVED" : "ACTIVE");
        }).OrderBy(row => row.Sku, StringComparer.Ordinal)];
    }

    private static void Show(IReadOnlyList<Row> rows)
    {
        if (Console.IsOutputRedirected)
        {
            // A file or a pipe has no width of its own.
            AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, Wide);
        }

        var table = new Table().Border(Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded).AddColumns("SKU", "fabric: ERP", "shop", "till", "season ends: ERP", "shop", "on the web", "agrees");
        foreach (var row in rows)
        {
            table.AddRow(row.Sku, row.Fabric ?? "", row.ShopFabric ?? "", row.TillFabric ?? "", row.SeasonEnd ?? "", row.ShopSeasonEnd ?? "", row.Status ?? "", row.Agrees ? "yes" : "no");
        }

        AnsiConsole.Write(table);
    }

    /// <summary>One variant in the three systems.</summary>
    private sealed record Row(string Sku, string? Fabric, string? ShopFabric, string? TillFabric, string? SeasonEnd, string? ShopSeasonEnd, string? Status, string? Expected)
    {
        public bool Agrees => Fabric is not null && (Fabric, Fabric, SeasonEnd, Expected) == (ShopFabric, TillFabric, ShopSeasonEnd, Status);
    }
}
