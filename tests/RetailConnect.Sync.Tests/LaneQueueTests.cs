using CsCheck;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Tests;

public sealed class LaneQueueTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Newest_state_takes_the_place_of_a_waiting_one()
    {
        var queue = new LaneQueue(coalesce: true);
        Assert.Null(queue.Add(Stored(1, "a")));
        Assert.Equal(1, queue.Add(Stored(2, "a"))?.Id);
        Assert.Equal([2L], queue.Take(10, Noon).Select(envelope => envelope.Id));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_replayed_one_that_is_older_than_what_waits_is_superseded_itself(bool running, bool intended)
    {
        var queue = new LaneQueue(coalesce: true);
        queue.Add(Stored(7, "a") with { Intended = intended });
        var taken = running ? queue.Take(10, Noon) : [];
        Assert.Equal(3, queue.Add(Stored(3, "a"))?.Id);
        taken.ForEach(queue.Finish);
        Assert.Equal(running ? [] : [7L], queue.Take(10, Noon).Select(envelope => envelope.Id));
    }

    [Fact]
    public void Transactions_are_never_superseded_and_keep_their_order()
    {
        var queue = new LaneQueue(coalesce: false);
        Assert.Null(queue.Add(Stored(1, "a")));
        Assert.Null(queue.Add(Stored(2, "a")));
        var first = Assert.Single(queue.Take(10, Noon));
        Assert.Equal(1, first.Id);
        Assert.Empty(queue.Take(10, Noon));
        queue.Finish(first);
        Assert.Equal(2, Assert.Single(queue.Take(10, Noon)).Id);
    }

    [Fact]
    public void A_running_envelope_is_not_superseded_when_a_newer_one_arrives()
    {
        var queue = new LaneQueue(coalesce: true);
        queue.Add(Stored(1, "a"));
        var running = Assert.Single(queue.Take(10, Noon));
        Assert.Null(queue.Add(Stored(2, "a")));
        queue.Finish(running);
        Assert.Equal(2, Assert.Single(queue.Take(10, Noon)).Id);
    }

    [Fact]
    public void A_returned_envelope_gives_way_when_a_newer_one_waits()
    {
        var queue = new LaneQueue(coalesce: true);
        queue.Add(Stored(1, "a"));
        var running = Assert.Single(queue.Take(10, Noon));
        queue.Add(Stored(2, "a"));
        Assert.Equal(1, queue.Return(running with { NotBefore = Noon.AddMinutes(1) })?.Id);
        Assert.Equal(2, Assert.Single(queue.Take(10, Noon)).Id);
    }

    [Fact]
    public void An_announced_envelope_is_not_superseded_because_its_call_may_have_had_an_effect()
    {
        var queue = new LaneQueue(coalesce: true);
        queue.Add(Stored(1, "a") with { Intended = true });
        Assert.Null(queue.Add(Stored(2, "a")));
        Assert.Equal(1, Assert.Single(queue.Take(10, Noon)).Id);
    }

    [Fact]
    public void A_deferred_envelope_waits_for_its_time()
    {
        var queue = new LaneQueue(coalesce: false);
        queue.Add(Stored(1, "a") with { NotBefore = Noon.AddSeconds(5) });
        Assert.Empty(queue.Take(10, Noon));
        Assert.Equal(Noon.AddSeconds(5), queue.NextDue());
        Assert.Single(queue.Take(10, Noon.AddSeconds(5)));
    }

    [Fact]
    public void A_newer_state_waits_until_an_older_write_that_may_be_under_way_is_over()
    {
        var queue = new LaneQueue(coalesce: true);
        queue.Add(Stored(1, "a"));
        var running = Assert.Single(queue.Take(10, Noon));
        queue.Add(Stored(2, "a"));
        queue.Rest(running, Noon.AddSeconds(30));
        queue.Finish(running);
        Assert.Empty(queue.Take(10, Noon.AddSeconds(29)));
        Assert.Equal(2, Assert.Single(queue.Take(10, Noon.AddSeconds(30))).Id);
    }

    [Fact]
    public void A_newer_state_that_takes_the_place_of_one_that_may_be_under_way_waits_too()
    {
        var queue = new LaneQueue(coalesce: true);
        queue.Add(Stored(1, "a"));
        queue.Rest(Stored(1, "a"), Noon.AddSeconds(30));
        Assert.Equal(1, queue.Add(Stored(2, "a"))?.Id);
        queue.Add(Stored(3, "b"));
        Assert.Equal(3, Assert.Single(queue.Take(10, Noon)).Id);
        Assert.Equal(2, Assert.Single(queue.Take(10, Noon.AddSeconds(30))).Id);
    }

    [Fact]
    public void An_envelope_that_is_held_is_not_added_again()
    {
        var queue = new LaneQueue(coalesce: false);
        queue.Add(Stored(1, "a"));
        queue.Add(Stored(1, "a"));
        Assert.Equal(1, queue.Count);
    }

    [Fact]
    public void Changes_of_one_origin_do_not_supersede_those_of_another()
    {
        var queue = new LaneQueue(coalesce: true);
        queue.Add(Stored(1, "a", origin: "web"));
        Assert.Null(queue.Add(Stored(2, "a", origin: "pos")));
        Assert.Equal(2, queue.Count);
    }

    /// <summary>Whatever the order of arrivals, takes, finishes and returns: transactions of an entity leave in order, one at a time, and none is lost.</summary>
    [Fact]
    public void Order_per_entity_holds_over_random_schedules() =>
        Gen.Select(Gen.Int[0, 4].Array[1, 60], Gen.Int[0, 99].Array[200]).Sample((entities, chances) =>
        {
            var queue = new LaneQueue(coalesce: false);
            var finished = new List<StoredEnvelope>();
            var running = new List<StoredEnvelope>();
            var (added, draw, now) = (0, 0, Noon);
            while (finished.Count < entities.Length)
            {
                now = now.AddSeconds(1);
                var chance = chances[draw++ % chances.Length];
                if (added < entities.Length && chance < 50)
                {
                    queue.Add(Stored(added + 1, $"e{entities[added]}"));
                    added++;
                }

                running.AddRange(queue.Take(1 + (chance % 3), now));
                Assert.Equal(running.Count, running.Select(envelope => envelope.Envelope.OrderKey).Distinct().Count());
                if (running.Count > 0)
                {
                    var one = running[chance % running.Count];
                    running.Remove(one);
                    if (chance % 4 == 0)
                    {
                        queue.Return(one with { NotBefore = now.AddSeconds(chance % 5) });
                    }
                    else
                    {
                        queue.Finish(one);
                        finished.Add(one);
                    }
                }
            }

            foreach (var entity in finished.GroupBy(envelope => envelope.Envelope.OrderKey))
            {
                Assert.Equal(entity.Select(envelope => envelope.Id).Order(), entity.Select(envelope => envelope.Id));
            }
        });

    internal static StoredEnvelope Stored(long id, string entity, string origin = "web") => new()
    {
        Id = id, Attempts = 0,
        Envelope = new()
        {
            Lane = new(TestConnection.Tenant, "orders", "erp"), Type = EntityType.Order, Origin = origin, Entity = entity, Canonical = new(entity), OrderKey = entity,
            Version = $"{id}", Key = IdempotencyKey.Derive($"{id}"), Fingerprint = "", Body = ReadOnlyMemory<byte>.Empty, AcceptedAt = Noon,
        },
    };
}
