namespace RetailConnect.Sandbox.Tests.BusinessCentral;

public sealed class NoticeTests
{
    private const int Most = 1000;
    private readonly Erp erp = new();

    public NoticeTests() => erp.Send(
        "POST", $"{Erp.Root}subscriptions", """{"notificationUrl":"https://sync.example/hooks","resource":"companies(b2c00000-0000-4000-8000-000000000001)/items","clientState":"hush"}""");

    [Fact]
    public void Change_is_told_with_its_entity_and_the_client_state()
    {
        Change(1);
        var notice = Outbox.Notice(Assert.Single(erp.Outbox.Sent));
        Assert.Equal("updated", (string?)notice["changeType"]);
        Assert.Equal("hush", (string?)notice["clientState"]);
        Assert.Matches(@"^api/v2\.0/companies\(b2c00000-0000-4000-8000-000000000001\)/items\([0-9a-f-]{36}\)$", (string?)notice["resource"]);
    }

    [Fact]
    public void Many_changes_become_one_notice_of_the_collection()
    {
        Change(Most + 1);
        Assert.Equal(Most + 1, erp.Outbox.Sent.Count);
        var notice = Outbox.Notice(erp.Outbox.Sent[^1]);
        Assert.Equal("collection", (string?)notice["changeType"]);
        Assert.Contains("/items?$filter=lastModifiedDateTime", (string?)notice["resource"], StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_after_the_notice_of_the_collection_are_told_when_the_window_ends()
    {
        Change(Most + 1);
        erp.Time.Advance(TimeSpan.FromSeconds(20));
        Change(5);
        Assert.Equal(Most + 1, erp.Outbox.Sent.Count);

        erp.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(Most + 2, erp.Outbox.Sent.Count);
        var notice = Outbox.Notice(erp.Outbox.Sent[^1]);
        Assert.Equal("collection", (string?)notice["changeType"]);
        Assert.Equal("2026-05-04T09:00:20.000Z", (string?)notice["lastModifiedDateTime"]);

        erp.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(Most + 2, erp.Outbox.Sent.Count);
    }

    [Fact]
    public void After_the_window_changes_are_told_one_by_one_again()
    {
        Change(Most + 3);
        erp.Time.Advance(TimeSpan.FromSeconds(30));
        Change(2);
        Assert.Equal(Most + 4, erp.Outbox.Sent.Count);
        Assert.Equal(["collection", "collection", "updated", "updated"], erp.Outbox.Sent.TakeLast(4).Select(message => (string?)Outbox.Notice(message)["changeType"]));
    }

    [Fact]
    public void Subscription_that_is_deleted_within_the_window_hears_no_more()
    {
        Change(Most + 3);
        erp.Simulator.OnDelivered(erp.Outbox.Sent[0], 404, exhausted: true);
        erp.Time.Advance(TimeSpan.FromMinutes(1));
        Change(1);
        Assert.Equal(Most + 1, erp.Outbox.Sent.Count);
    }

    private void Change(int times)
    {
        for (var count = 0; count < times; count++)
        {
            erp.Simulator.SetPrice("1000", count);
        }
    }
}
