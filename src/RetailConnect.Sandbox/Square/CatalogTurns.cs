using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Square;

/// <summary>One update of the catalogue at a time; each gives what it touched a newer version.</summary>
internal sealed class CatalogTurns(SquareSettings settings, SquareHooks hooks, TimeProvider time)
{
    private DateTimeOffset busyUntil;
    private long version = 1_700_000_000_000;

    public int Refused { get; private set; }

    /// <exception cref="SquareError">Another update is under way.</exception>
    public void Enter()
    {
        if (time.GetUtcNow() < busyUntil)
        {
            Refused++;
            throw new SquareError(429, "RATE_LIMIT_ERROR", "RATE_LIMITED", "Another catalog update is in progress for this seller.");
        }
    }

    /// <summary>Takes the catalogue for an update that was checked, and returns its version.</summary>
    public long Take()
    {
        var now = time.GetUtcNow();
        busyUntil = now + settings.CatalogBusy;
        hooks.Send("catalog.version.updated", "", "catalog", new JsonObject { ["catalog_version"] = new JsonObject { ["updated_at"] = SquareState.Time(now) } });
        return ++version;
    }
}
