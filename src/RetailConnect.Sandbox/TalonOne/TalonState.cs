using System.Globalization;

namespace RetailConnect.Sandbox.TalonOne;

/// <summary>The application's data. Whoever touches it holds the simulator's lock.</summary>
internal sealed class TalonState
{
    private long next;

    /// <summary>Profiles by integration id.</summary>
    public Dictionary<string, ProfileRow> Profiles { get; } = [];

    public Dictionary<string, SessionRow> Sessions { get; } = [];

    public List<LedgerRow> Ledger { get; } = [];

    /// <summary>Points by which the engine's balance of a profile is not the sum of its ledger: a fault of its own.</summary>
    public Dictionary<string, decimal> Faults { get; } = [];

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    public static string Uuid(long number) => $"00000000-0000-4000-8000-{number:D12}";

    public long NewNumber() => ++next;

    /// <summary>A profile; one that nobody knew is made.</summary>
    public ProfileRow ProfileOf(string id, DateTimeOffset now)
    {
        if (!Profiles.TryGetValue(id, out var row))
        {
            Profiles[id] = row = new() { Number = Profiles.Count + 1, CreatedAt = now, ChangedAt = now };
        }

        return row;
    }

    public decimal PointsOf(string profile) => Ledger.Where(entry => entry.Profile == profile).Sum(entry => entry.Points);

    public decimal EarnedBy(string session) => Ledger.Where(entry => entry.Session == session).Sum(entry => entry.Points);
}
