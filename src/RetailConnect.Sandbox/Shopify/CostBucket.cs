using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>The leaky bucket of cost points of one app in one shop.</summary>
internal sealed class CostBucket(int restoreRate, TimeProvider time)
{
    private readonly double most = restoreRate * 20.0;
    private double left = restoreRate * 20.0;
    private long updated = time.GetTimestamp();

    /// <summary>Takes what a request may cost; false when the bucket does not hold it.</summary>
    public bool Take(int requested)
    {
        Restore();
        if (left < requested)
        {
            return false;
        }

        left -= requested;
        return true;
    }

    /// <summary>Gives back what was not used.</summary>
    public void Refund(int requested, int actual) => left = Math.Min(most, left + requested - actual);

    public JsonObject Report(int requested, int? actual)
    {
        Restore();
        return new()
        {
            ["requestedQueryCost"] = requested, ["actualQueryCost"] = actual,
            ["throttleStatus"] = new JsonObject { ["maximumAvailable"] = most, ["currentlyAvailable"] = Math.Floor(left), ["restoreRate"] = (double)restoreRate },
        };
    }

    private void Restore()
    {
        var now = time.GetTimestamp();
        left = Math.Min(most, left + (time.GetElapsedTime(updated, now).TotalSeconds * restoreRate));
        updated = now;
    }
}
