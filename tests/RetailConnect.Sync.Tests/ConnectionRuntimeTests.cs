using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Sync.Alerts;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Tests;

/// <summary>Refused credentials are one alert, however often they are refused, until whoever was refused is let in.</summary>
public sealed class ConnectionRuntimeTests : IAlertSink
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider time = new(new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero));
    private readonly List<bool> told = [];
    private readonly AlertBoard board;
    private readonly ConnectionRuntime connection;

    public ConnectionRuntimeTests()
    {
        board = new(time, [this], NullLogger<AlertBoard>.Instance);
        connection = new(TestConnection.Open<Shop, ShopOptions>("web", new(), new MemoryCrosswalk()), time, board);
    }

    [Fact]
    public async Task It_is_raised_once_and_over_once_a_call_after_the_pause_succeeds()
    {
        for (var refusal = 0; refusal < 3; refusal++)
        {
            var began = connection.Pauses;
            connection.Pause("orders", Rest);
            await AssertToldAsync(false);
            connection.Answered("orders", began);
            time.Advance(Rest);
        }

        await AssertToldAsync(false);
        connection.Answered("orders", connection.Pauses);
        connection.Answered("orders", connection.Pauses);
        await AssertToldAsync(false, true);
    }

    [Fact]
    public async Task A_key_that_lacks_one_right_is_not_well_because_others_get_in()
    {
        connection.Pause("orders", Rest);
        time.Advance(Rest);
        connection.Answered("products", connection.Pauses);
        await AssertToldAsync(false);
        connection.Pause("products", Rest);
        time.Advance(Rest);
        connection.Answered("orders", connection.Pauses);
        await AssertToldAsync(false);
        connection.Answered("products", connection.Pauses);
        await AssertToldAsync(false, true);
    }

    public ValueTask HearAsync(Alert alert, CancellationToken cancellationToken)
    {
        Assert.Equal((AlertKind.ConnectionPaused, TestConnection.Tenant, "web"), (alert.Kind, alert.Tenant, alert.Subject));
        told.Add(alert.IsOver);
        return ValueTask.CompletedTask;
    }

    private async Task AssertToldAsync(params bool[] expected)
    {
        await board.TellAsync(CancellationToken.None);
        Assert.Equal(expected, told);
    }

    private sealed class ShopOptions;

    private sealed class Shop : IConnector<ShopOptions>
    {
        public static string SystemName => "shop";

        public static void Build(ConnectorBuilder<ShopOptions> connector)
        {
            // It is never called.
        }
    }
}
