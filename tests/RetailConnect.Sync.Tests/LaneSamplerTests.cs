using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Sync.Alerts;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Tests;

/// <summary>The gauges show the last sample, and what is unaccounted for raises the alarm.</summary>
public sealed class LaneSamplerTests : IAsyncDisposable
{
    private static readonly TenantId Tenant = new($"sampled-{Guid.NewGuid():N}");
    private static readonly LaneKey Lane = new(Tenant, "orders", "erp");
    private readonly FakeTimeProvider time = new(new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero));
    private readonly CancellationTokenSource stop = new();
    private readonly Figures figures = new();
    private readonly Ear ear = new();
    private readonly AlertBoard board;
    private Task loop = Task.CompletedTask;

    public LaneSamplerTests() => board = new(time, [ear], NullLogger<AlertBoard>.Instance);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loop;
        stop.Dispose();
    }

    [Fact]
    public async Task The_gauges_show_the_last_sample_without_asking_the_store()
    {
        figures.Tally = new(Lane, 10, 3, 1, 1, 2, 3);
        figures.Oldest = time.GetUtcNow().AddSeconds(-30);
        loop = Create().RunAsync(stop.Token);
        Assert.Equal([("retailconnect.envelopes.dead-letters", 2), ("retailconnect.envelopes.imbalance", 0), ("retailconnect.envelopes.oldest", 30), ("retailconnect.envelopes.pending", 3)], Read());
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(50, Read().Single(gauge => gauge.Name == RetailConnectDiagnostics.OldestPending).Value);
        Assert.Equal(1, figures.Asked);

        figures.Tally = new(Lane, 10, 7, 1, 1, 1, 0);
        await NextAsync();
        Assert.Equal([1, 0, 0, 0], Read().Select(gauge => gauge.Value));
        await stop.CancelAsync();
        await loop;
        Assert.Empty(Read());
    }

    [Fact]
    public async Task An_imbalance_is_an_alert_until_it_is_gone()
    {
        var sampler = Create();
        foreach (var (accepted, expected) in new[] { (10, 0), (11, 1), (12, 1), (10, 2), (9, 3) })
        {
            figures.Tally = new(Lane, accepted, 10, 0, 0, 0, 0);
            await sampler.SampleAsync(CancellationToken.None);
            await board.TellAsync(CancellationToken.None);
            Assert.Equal(expected, ear.Heard.Count);
        }

        Assert.Equal([(AlertKind.Imbalance, "orders/erp", false), (AlertKind.Imbalance, "orders/erp", true), (AlertKind.Imbalance, "orders/erp", false)], ear.Heard.Select(alert => (alert.Kind, alert.Subject, alert.IsOver)));
        Assert.Contains("1 accepted envelopes have no state", ear.Heard[0].Message, StringComparison.Ordinal);
        Assert.Contains("never accepted", ear.Heard[2].Message, StringComparison.Ordinal);
        await sampler.RunAsync(new CancellationToken(canceled: true));
        Assert.Empty(Read());
    }

    [Fact]
    public async Task A_store_that_is_away_is_an_alert_and_nothing_stops_the_sampler()
    {
        figures.Fault = new StoreException("The server is away.");
        loop = Create().RunAsync(stop.Token);
        await NextAsync();
        await board.TellAsync(CancellationToken.None);
        Assert.Equal([(AlertKind.StoreUnavailable, null, "The server is away.")], ear.Heard.Select(alert => (alert.Kind, alert.Tenant, alert.Message)));
        figures.Fault = new InvalidOperationException("a bug");
        await NextAsync();
        figures.Fault = null;
        await NextAsync();
        await board.TellAsync(CancellationToken.None);
        Assert.Equal(AlertKind.StoreUnavailable, Assert.Single(ear.Heard, alert => alert.IsOver).Kind);
        Assert.False(loop.IsCompleted);
    }

    private LaneSampler Create()
    {
        var parts = new EngineParts(null!, figures, null!, null!, null!) { Leases = null!, Time = new(time), Chance = Chance.Seeded(1), Recovery = new() };
        return new(Tenant, parts, board, NullLogger<LaneSampler>.Instance);
    }

    /// <summary>Lets the clock go on until the store was asked twice more: by then a sample that began now or later was taken to its end.</summary>
    private async Task NextAsync()
    {
        for (var asked = figures.Asked; figures.Asked < asked + 2;)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private static List<(string Name, double Value)> Read()
    {
        var read = new List<(string, double)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (instrument.Meter.Name == RetailConnectDiagnostics.Name && instrument.IsObservable)
            {
                heard.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        listener.RecordObservableInstruments();
        return [.. read.Order()];

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags.ToArray().ToDictionary()[RetailConnectDiagnostics.TenantTag] is string tenant && tenant == Tenant.Value)
            {
                read.Add((instrument.Name, value));
            }
        }
    }

    private sealed class Ear : IAlertSink
    {
        public List<Alert> Heard { get; } = [];

        public ValueTask HearAsync(Alert alert, CancellationToken cancellationToken)
        {
            Heard.Add(alert);
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Just enough of a store: one lane's figures.</summary>
    private sealed class Figures : IInboxStore
    {
        public Tally Tally { get; set; } = new(Lane, 0, 0, 0, 0, 0, 0);

        public DateTimeOffset Oldest { get; set; }

        public Exception? Fault { get; set; }

        public int Asked { get; private set; }

        public ValueTask<IReadOnlyList<Tally>> CountAsync(TenantId tenant, CancellationToken cancellationToken)
        {
            Asked++;
            return Fault is { } fault ? ValueTask.FromException<IReadOnlyList<Tally>>(fault) : new([Tally]);
        }

        public ValueTask<IReadOnlyList<StoredEnvelope>> LoadPendingAsync(LaneKey lane, long after, int limit, CancellationToken cancellationToken) => new(
        [
            new StoredEnvelope
            {
                Id = 1, Attempts = 0,
                Envelope = new()
                {
                    Lane = lane, Type = EntityType.Order, Origin = "web", Entity = "1", Canonical = new("web-1"), OrderKey = "web-1", Version = "1", Key = IdempotencyKey.Derive("1"), Fingerprint = "", Body = default,
                    AcceptedAt = Oldest,
                },
            },
        ]);

        public ValueTask<IReadOnlyList<StoredHint>> LoadHintsAsync(StreamKey stream, long after, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> IsPendingAsync(TenantId tenant, string target, EntityType type, CanonicalId canonical, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<long> CountHintsAsync(TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
