using System.Data;
using System.Data.Common;

namespace RetailConnect.Storage.Relational;

/// <summary>What the engine asks for every change: envelopes, hints, links, checkpoints, and the figures of conservation.</summary>
internal sealed class StoreReader(Dialect dialect, Readers readers)
{
    private const int Few = 8;
    private const int Many = 400;
    private const DbType Text = DbType.String;
    private const DbType Number = DbType.Int64;

    private static readonly Question<EnvelopeRow> PendingOfLane = new(
        $"""
        SELECT {EnvelopeRow.Columns}
        FROM inbox i LEFT JOIN body b ON b.id = i.id
        WHERE i.lane = (SELECT id FROM lane WHERE tenant = @p0 AND sync = @p1 AND target = @p2) AND i.state = 0 AND i.id > @p3
        ORDER BY i.id LIMIT @p4
        """,
        EnvelopeRow.Of, Text, Text, Text, Number, Number);

    private static readonly Question<long> PendingOfEntity = new(
        "SELECT COUNT(*) FROM inbox i JOIN lane l ON l.id = i.lane WHERE i.canonical = @p0 AND i.state = 0 AND i.type = @p1 AND l.tenant = @p2 AND l.target = @p3", First, Text, Text, Text, Text);

    private static readonly Question<StoredHint> UnreadHints = new(
        """
        SELECT id, entity, received_at FROM hint
        WHERE tenant = @p0 AND connection = @p1 AND type = @p2 AND read_at IS NULL AND id > @p3 ORDER BY id LIMIT @p4
        """,
        row => new(row.GetInt64(0), row.IsDBNull(1) ? default(ExternalId?) : new ExternalId(row.GetString(1)), Ticks.ToTime(row.GetInt64(2))), Text, Text, Text, Number, Number);

    private static readonly Question<(string Sync, string Target, long Accepted, long Applied, long Skipped, long Superseded, long DeadLettered, long Pending)> TalliesOfTenant = new(
        """
        SELECT l.sync, l.target, l.accepted,
               l.purged_applied + COUNT(CASE WHEN i.state = 1 THEN 1 END), l.purged_skipped + COUNT(CASE WHEN i.state = 2 THEN 1 END),
               l.purged_superseded + COUNT(CASE WHEN i.state = 3 THEN 1 END), COUNT(CASE WHEN i.state = 4 THEN 1 END), COUNT(CASE WHEN i.state = 0 THEN 1 END)
        FROM lane l LEFT JOIN inbox i ON i.lane = l.id WHERE l.tenant = @p0
        GROUP BY l.id, l.sync, l.target, l.accepted, l.purged_applied, l.purged_skipped, l.purged_superseded ORDER BY l.sync, l.target
        """,
        row => (row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7)), Text);

    private static readonly Question<long> UnreadHintsOfTenant = new("SELECT COUNT(*) FROM hint WHERE tenant = @p0 AND read_at IS NULL", First, Text);

    private static readonly Question<(string Cursor, long SavedAt)> CheckpointOfStream = new(
        "SELECT cursor, saved_at FROM checkpoint WHERE tenant = @p0 AND connection = @p1 AND type = @p2", row => (row.GetString(0), row.GetInt64(1)), Text, Text, Text);

    private static readonly Question<string> External = Link("external", "canonical");
    private static readonly Question<string> Canonical = Link("canonical", "external");
    private static readonly Question<string> Fingerprint = Link("fingerprint", "canonical");

    private static readonly Question<(string Sku, string Location, long Units)> UnpostedOfOne = UnpostedOf(1);
    private static readonly Question<(string Sku, string Location, long Units)> UnpostedOfFew = UnpostedOf(Few);
    private static readonly Question<(string Sku, string Location, long Units)> UnpostedOfMany = UnpostedOf(Many);

    private static readonly Question<long?> Newest = new(
        "SELECT MAX(at) FROM (SELECT MAX(closed_at) AS at FROM ledger WHERE tenant = @p0 UNION ALL SELECT MAX(saved_at) FROM checkpoint WHERE tenant = @p0) moments",
        row => row.IsDBNull(0) ? null : row.GetInt64(0), Text);

    private static readonly Question<(string Sku, string Location, string Document, string Line, long Units, long OpenedAt, long ExpiresAt)> Expiring = new(
        """
        SELECT sku, location, document, line, units, opened_at, expires_at FROM ledger
        WHERE tenant = @p0 AND expires_at <= @p1 AND expires_at IS NOT NULL AND closed_at IS NULL ORDER BY expires_at, document, line LIMIT @p2
        """,
        row => (row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6)), Text, Number, Number);

    private static readonly Question<(string Sku, string Location, string Line, long Units, long OpenedAt, long? ExpiresAt)> OpenOf = new(
        "SELECT sku, location, line, units, opened_at, expires_at FROM ledger WHERE tenant = @p0 AND document = @p1 AND closed_at IS NULL ORDER BY line",
        row => (row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.IsDBNull(5) ? null : row.GetInt64(5)), Text, Text);

    public List<StoredEnvelope> Pending(LaneKey lane, long after, int limit) =>
        [.. readers.Ask(PendingOfLane, lane.Tenant.Value, lane.Sync, lane.Target, after, (long)limit).Select(row => row.ToStored(lane))];

    public bool IsPending(TenantId tenant, string target, EntityType type, CanonicalId canonical) => readers.Ask(PendingOfEntity, canonical.Value, type.Name, tenant.Value, target)[0] > 0;

    public List<StoredHint> Hints(StreamKey stream, long after, int limit) => readers.Ask(UnreadHints, stream.Tenant.Value, stream.Connection, stream.Type.Name, after, (long)limit);

    public List<Tally> Tallies(TenantId tenant) =>
        [.. readers.Ask(TalliesOfTenant, tenant.Value).Select(row => new Tally(new(tenant, row.Sync, row.Target), row.Accepted, row.Applied, row.Skipped, row.Superseded, row.DeadLettered, row.Pending))];

    public long WaitingHints(TenantId tenant) => readers.Ask(UnreadHintsOfTenant, tenant.Value)[0];

    public Checkpoint? CheckpointOf(StreamKey stream) => readers.Ask(CheckpointOfStream, stream.Tenant.Value, stream.Connection, stream.Type.Name) is [var row]
        ? new(stream, new Cursor(row.Cursor), Ticks.ToTime(row.SavedAt))
        : null;

    public ExternalId? ExternalOf(CrosswalkScope scope, CanonicalId id) => Find(External, scope, id.Value) is { } found ? new ExternalId(found) : default(ExternalId?);

    public CanonicalId? CanonicalOf(CrosswalkScope scope, ExternalId id) => Find(Canonical, scope, id.Value) is { } found ? new CanonicalId(found) : default(CanonicalId?);

    public string? FingerprintOf(CrosswalkScope scope, CanonicalId id) => Find(Fingerprint, scope, id.Value);

    /// <summary>The newest moment that the books of a tenant name.</summary>
    public DateTimeOffset? NewestOf(TenantId tenant) => readers.Ask(Newest, tenant.Value)[0] is { } ticks ? Ticks.ToTime(ticks) : null;

    /// <summary>Open entries of a document.</summary>
    public List<LedgerEntry> OpenOfDocument(TenantId tenant, string document) => [.. readers.Ask(OpenOf, tenant.Value, document)
        .Select(row => new LedgerEntry(tenant, new(row.Sku), row.Location, document, row.Line, Units.ToQuantity(row.Units), Ticks.ToTime(row.OpenedAt)) { ExpiresAt = row.ExpiresAt is { } end ? Ticks.ToTime(end) : null })];

    /// <summary>Open entries of a tenant that expire until then.</summary>
    public List<LedgerEntry> ExpiringOf(TenantId tenant, DateTimeOffset until, int most) =>
        [.. readers.Ask(Expiring, tenant.Value, Ticks.Of(until), (long)most).Select(row => new LedgerEntry(tenant, new(row.Sku), row.Location, row.Document, row.Line, Units.ToQuantity(row.Units), Ticks.ToTime(row.OpenedAt)) { ExpiresAt = Ticks.ToTime(row.ExpiresAt) })];

    public LeaseSight LeaseOf(TenantId tenant) => readers.Ask(Leases.OfTenant, tenant.Value) is [var sight] ? sight : Leases.Never;

    /// <summary>Units sold and not yet posted at the places that were asked for.</summary>
    public Dictionary<(Sku Sku, string Location), Quantity> Unposted(TenantId tenant, IReadOnlyCollection<(Sku Sku, string Location)> places, DateTimeOffset asOf)
    {
        var wanted = places.ToLookup(place => (dialect.Keep(place.Sku.Value), dialect.Keep(place.Location)));
        var sums = new Dictionary<(Sku Sku, string Location), Quantity>();
        foreach (var skus in places.Select(place => place.Sku.Value).Distinct().Chunk(Many))
        {
            // Three statements serve lists of any length: what is left over asks for the last one again.
            var question = skus.Length == 1 ? UnpostedOfOne : skus.Length <= Few ? UnpostedOfFew : UnpostedOfMany;
            var padding = Enumerable.Repeat(skus[^1], question.Types.Length - 2 - skus.Length);
            foreach (var (sku, location, units) in readers.Ask(question, [tenant.Value, Ticks.Of(asOf), .. skus, .. padding]))
            {
                foreach (var place in wanted[(sku, location)])
                {
                    sums[place] = Units.ToQuantity(units);
                }
            }
        }

        return sums;
    }

    private string? Find(Question<string> question, CrosswalkScope scope, string value) =>
        readers.Ask(question, scope.Tenant.Value, scope.Type.Name, scope.Connection, value) is [var found] ? found : null;

    private static Question<string> Link(string wanted, string by) => new(
        $"SELECT {wanted} FROM crosswalk WHERE tenant = @p0 AND type = @p1 AND connection = @p2 AND {by} = @p3 AND {wanted} IS NOT NULL ORDER BY linked_at DESC LIMIT 1",
        row => row.GetString(0), Text, Text, Text, Text);

    private static Question<(string Sku, string Location, long Units)> UnpostedOf(int skus) => new(
        $"""
        SELECT sku, location, CAST(SUM(units) AS BIGINT) FROM ledger
        WHERE tenant = @p0 AND sku IN ({string.Join(", ", Enumerable.Range(2, skus).Select(at => $"@p{at}"))}) AND (closed_at IS NULL OR closed_at >= @p1) GROUP BY sku, location
        """,
        row => (row.GetString(0), row.GetString(1), row.GetInt64(2)), [Text, Number, .. Enumerable.Repeat(Text, skus)]);

    private static long First(DbDataReader row) => row.GetInt64(0);
}
