using RetailConnect.Sync.Customers;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Tests;

/// <summary>What was written is looked at again, and until then its id is known: a newer change of the entity goes to it.</summary>
public sealed class SecondLookTests
{
    [Fact]
    public async Task Ids_are_linked_before_the_second_look_and_the_content_is_in_doubt()
    {
        var plan = new PipelinePlan<Customer>(null!, [], _ => default, null, new CustomerIntake(new MemoryCrosswalk())) { TakesChanges = true };
        var pipeline = new SyncPipeline<Customer>(plan, new(EntityType.Customer, WriteProof.NativeKey, 1, 1), new(), new(), null, null!);
        var stored = LaneQueueTests.Stored(1, "C1");
        var written = SyncOutcome.Applied(new("77") { Fingerprint = "f", Links = [new(EntityType.CustomerContact, new("C1"), "a@b.example")] });
        var commit = await pipeline.AddToCommitAsync(new StoreCommit(), stored, written, SyncOutcome.Deferred(TimeSpan.FromSeconds(30), "looks-again"), DateTimeOffset.UnixEpoch, CancellationToken.None);
        Assert.True(pipeline.LooksAgain);
        Assert.Equal(OutcomeKind.Deferred, Assert.Single(commit.Outcomes).Kind);
        Assert.Equal(["a@b.example", "77"], commit.Links.Select(link => link.External.Value));
        Assert.All(commit.Links, link => Assert.Null(link.Fingerprint));
        Assert.Single(commit.Doubts);
    }

    [Fact]
    public void A_wait_that_runs_is_not_made_shorter()
    {
        var (noon, open) = (new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero), new OpenWrites());
        var stored = LaneQueueTests.Stored(1, "C1");
        open.Add(stored, noon.AddSeconds(70));
        open.Add(stored, noon.AddSeconds(30));
        open.Pass(noon.AddSeconds(50));
        Assert.Equal(noon.AddSeconds(70), open.Until(stored));
        open.Pass(noon.AddSeconds(70));
        Assert.Null(open.Until(stored));
    }
}
