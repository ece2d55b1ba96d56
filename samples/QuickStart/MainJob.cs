using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Faults;
using RetailConnect.Sandbox.Retail;

namespace QuickStart;

/// <summary>The main job: simulators, host, a trading day, and the proofs.</summary>
internal static class MainJob
{
    public static async Task<int> RunAsync(QuickStartOptions options, CancellationToken cancellationToken)
    {
        var screen = Screen.Create();
        try
        {
            Touch(options.Json);
            Touch(options.Recording);
            if (options.Connect is { } control)
            {
                return await RunHostAsync(options, control, screen, cancellationToken);
            }

            if (options.State is { Exists: true, Length: > 0 } used && !options.SimulatorsOnly)
            {
                screen.Say($"{used.FullName} belongs to other simulators, which are gone. Choose a new file; to go on with a store, keep the simulators alive with --simulators-only and start the host with --connect.");
                return 2;
            }

            await using var sandbox = await StartSimulatorsAsync(options, screen, cancellationToken);
            if (!options.SimulatorsOnly)
            {
                return await RunHostAsync(options, sandbox.Addresses!.Control, screen, cancellationToken);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            screen.Say("Stopped.");
            return options.SimulatorsOnly ? 0 : 1;
        }
        catch (RetailConnect.StoreException exception)
        {
            screen.Say(exception.Message);
            return 2;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            screen.Say($"{exception.Message} Choose another file.");
            return 2;
        }
        catch (IOException exception) when (options.SimulatorsOnly)
        {
            screen.Say($"The controls can't listen on port {options.Port} ({exception.Message}). Choose another one with --port.");
            return 2;
        }
        catch (HttpRequestException exception) when (options.Connect is not null)
        {
            screen.Say($"The simulators at {options.Connect} can't be reached ({exception.Message}). Start them with --simulators-only.");
            return 2;
        }
    }

    private static async Task<RetailSandbox> StartSimulatorsAsync(QuickStartOptions options, Screen screen, CancellationToken cancellationToken)
    {
        var sandbox = RetailSandbox.Create(
            new SandboxOptions
            {
                Seed = options.Seed, Scale = new RetailerScale { Aliases = 4 }.Times(options.Scale),
                Faults = options.Faults switch { "storm" => FaultProfile.Storm, "normal" => FaultProfile.Normal, _ => FaultProfile.None },
            },
            TimeProvider.System);
        var addresses = await sandbox.ListenAsync(options.SimulatorsOnly ? options.Port : 0, cancellationToken);
        screen.Say($"Simulators (seed {options.Seed}, faults {options.Faults}): Business Central {addresses.BusinessCentral}, Shopify {addresses.Shopify}, Square {addresses.Square}, Talon.One {addresses.TalonOne}");
        screen.Say($"Controls: {addresses.Control}sandbox");
        return sandbox;
    }

    private static async Task<int> RunHostAsync(QuickStartOptions options, Uri control, Screen screen, CancellationToken cancellationToken)
    {
        using var world = new WorldClient(control);
        var addresses = await world.AddressesAsync(cancellationToken);
        using var figures = new SyncFigures();
        await using var host = await RetailHost.StartAsync(addresses, StatePath(options), cancellationToken);
        screen.Say($"Host: {host.Address} (state {host.StatePath})");
        var summary = await new Day(world, host, figures, screen, options).RunAsync(cancellationToken);
        screen.Show(summary);
        if (options.Json is { } json)
        {
            await summary.WriteAsync(json, cancellationToken);
        }

        var missing = options.Recording is { } recording ? await world.SaveRecordingAsync(recording, cancellationToken) : 0;
        if (missing > 0)
        {
            screen.Say($"The recording is not complete: {missing} requests were left out. Choose a smaller --scale.");
        }

        screen.Say($"The story of one order: dotnet run -c Release --project samples/QuickStart -- explain '#1001' --state {host.StatePath}");
        if (options.KeepRunning)
        {
            screen.Say("Simulators and host keep running; Ctrl+C stops them.");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return summary.Holds && missing == 0 ? 0 : 1;
    }

    /// <summary>A file that can't be written is told before the work and not after it.</summary>
    private static void Touch(FileInfo? file)
    {
        if (file is not null)
        {
            using var stream = file.Open(FileMode.OpenOrCreate, FileAccess.Write);
        }
    }

    private static string StatePath(QuickStartOptions options) =>
        options.State?.FullName ?? Path.Combine(Directory.CreateTempSubdirectory("retailconnect-").FullName, "quickstart.db");
}
