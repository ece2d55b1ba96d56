using System.Globalization;
using System.Text.RegularExpressions;
using RetailConnect.Tests;

namespace RetailConnect.FaultCampaign.Simulation.Mutants;

/// <summary>The bugs that the campaign has to find; each is one that integrations really had.</summary>
internal static partial class PlantedBugs
{
    private const string Erp = "business-central";
    private const string Club = "talon-one";
    private static int attempts;

    public static IReadOnlyList<Mutant> All { get; } =
    [
        .. Store(), .. Writes(),
        new("no-settle", "looks an ambiguous write up at once, while the request is still under way") { Settings = retail => retail.Recovery.SettleDelay = TimeSpan.FromMilliseconds(1), Focus = "during business-central POST" },
    ];

    private static IEnumerable<Mutant> Store() =>
    [
        new("skip-intent", "calls without saving the intent first") { Store = CommitChange.Of(commit => commit with { Intents = [] }), Focus = "during business-central POST" },
        new("save-cursor-first", "saves the cursor before the changes that it stands for")
        {
            Store = CommitChange.Of(commit => commit is { Checkpoint: not null, Envelopes.Count: > 0 }, async (commit, save, _) =>
            {
                await save(new() { Lease = commit.Lease, Checkpoint = commit.Checkpoint });
                return await save(commit with { Checkpoint = null });
            }),
            Focus = "commit of others",
        },
        new("drop-fence", "saves without naming the lease") { Store = CommitChange.Of(commit => commit with { Lease = null }), Focus = "commit", NeedsSharedStore = true },
        new("random-key", "gives each delivery of a change a key of its own")
        {
            Store = (store, _, random) => new CommitChange(store, (commit, save) => save(commit with { Envelopes = [.. commit.Envelopes.Select(envelope => envelope with { Key = IdempotencyKey.Derive(envelope.Key.Value, Text(random.Next())) })] })),
            Renames = true,
        },
        new("five-minute-dedup", "remembers a change for a short while only (here: ten seconds)")
        {
            Store = (store, time, _) => new CommitChange(store, (commit, save) => save(commit with { Envelopes = [.. commit.Envelopes.Select(envelope => envelope with { Key = IdempotencyKey.Derive(envelope.Key.Value, Text(time.GetUtcNow().ToUnixTimeSeconds() / 10)) })] })),
            Renames = true,
        },
        new("ack-before-commit", "answers a webhook before it is saved") { Store = CommitChange.Of(commit => commit is { Hints.Count: > 0, Envelopes.Count: 0 }, CommitChange.Behind) },
        new("ack-on-failure", "answers a webhook although it could not be saved")
        {
            Store = CommitChange.Of(commit => commit is { Hints.Count: > 0, Envelopes.Count: 0 }, async (commit, save, _) =>
            {
                try
                {
                    return await save(commit);
                }
                catch (StoreException)
                {
                    return new(commit.Hints.Count, 0);
                }
            }),
        },
        new("lost-hint", "throws webhooks away") { Store = CommitChange.Of(commit => commit.Envelopes.Count > 0 ? commit : commit with { Hints = [] }) },
        new("write-behind", "confirms a page before it is saved") { Store = CommitChange.Of(commit => commit.Envelopes.Count > 0, CommitChange.Behind) },
        new("lose-envelope", "loses the last change of a page now and then")
        {
            Store = (store, _, random) => new CommitChange(store, (commit, save) => save(commit.Envelopes.Count > 0 && random.Next(4) == 0 ? commit with { Envelopes = [.. commit.Envelopes.SkipLast(1)] } : commit)),
        },
        new("drop-links", "does not save which document became which") { Store = CommitChange.Of(commit => commit with { Links = [] }) },
        new("forget-outcome", "does not save that a change was applied") { Store = CommitChange.Of(commit => commit with { Outcomes = [.. commit.Outcomes.Where(outcome => outcome.Kind is not OutcomeKind.Applied)] }) },
        new("swallow-failure", "takes a failed attempt for a success")
        {
            Store = CommitChange.Of(commit => commit with { Outcomes = [.. commit.Outcomes.Select(outcome => outcome is { Kind: OutcomeKind.Deferred, Waited: false } ? outcome with { Kind = OutcomeKind.Applied } : outcome)] }),
        },
        new("outcome-before-call", "saves that a change was applied before it is sent")
        {
            Store = (store, time, _) => new CommitChange(store, (commit, save) => save(commit with
            {
                Outcomes = [.. commit.Outcomes, .. commit.Intents.Select(id => new StoredOutcome { Envelope = id, Kind = OutcomeKind.Applied, Attempts = 1, At = time.GetUtcNow() })],
            })),
            Focus = "before business-central POST",
        },
        new("split-outcome", "saves an outcome and what belongs to it in two transactions")
        {
            Store = CommitChange.Of(commit => commit is { Outcomes.Count: > 0 } && (commit.Links.Count > 0 || commit.LedgerClosings.Count > 0), async (commit, save, _) =>
            {
                var receipt = await save(new() { Lease = commit.Lease, Outcomes = commit.Outcomes });
                await save(commit with { Outcomes = [] });
                return receipt;
            }),
            Focus = "before commit of others",
        },
        new("forget-doubt", "takes for granted that what was not confirmed did not arrive") { Store = CommitChange.Of(commit => commit with { Doubts = [] }), Focus = "during shopify ProductSet" },
        new("never-close-ledger", "counts a sale as unposted for ever") { Store = CommitChange.Of(commit => commit with { LedgerClosings = [] }) },
        new("late-cursor", "captures the cursor after the read, and late")
        {
            Store = (store, time, _) => new CommitChange(store, (commit, save) => save(commit.Checkpoint is { } checkpoint && DateTimeOffset.TryParse(checkpoint.Cursor.Value, CultureInfo.InvariantCulture, out var _)
                ? commit with { Checkpoint = checkpoint with { Cursor = new(time.GetUtcNow().AddSeconds(20).UtcDateTime.ToString("O", CultureInfo.InvariantCulture)) } }
                : commit)),
        },
        new("forget-pending", "forgets at a restart what was waiting") { Store = (store, _, _) => new ForgetfulStore(store), Focus = "during business-central" },
    ];

    private static IEnumerable<Mutant> Writes() =>
    [
        new("blind-retry", "repeats the posting of an order when its answer is missing") { Wire = WireChange.Of(Erp, "POST", "/salesOrders", WireChange.Again) },
        new("blind-retry-credit", "repeats the posting of a credit memo when its answer is missing") { Wire = WireChange.Of(Erp, "POST", "/salesCreditMemos", WireChange.Again) },
        new("number-per-attempt", "gives a customer another number at each attempt")
        {
            Wire = WireChange.Of(Erp, "POST", "/customers", WireChange.Text(text => Number().Replace(text, number => $"{number.Value[..^4]}{Interlocked.Increment(ref attempts):0000}"))),
            Focus = "during business-central POST",
        },
        new("key-per-attempt", "repeats the return of points under a new key when its answer is missing")
        {
            Wire = WireChange.Of(Club, "POST", "/returns", WireChange.AgainAs(request =>
            {
                request.Headers.Remove("Idempotency-Key");
                request.Headers.Add("Idempotency-Key", Text(Interlocked.Increment(ref attempts)));
            })),
        },
        new("skip-look-up", "posts an order without looking for an earlier one") { Wire = WireChange.Of(Erp, "GET", "/salesOrders?", WireChange.Nothing, sync: "orders"), Focus = "after business-central POST" },
        new("skip-look-up-credit", "posts a credit memo without looking for an earlier one") { Wire = WireChange.Of(Erp, "GET", "/salesCreditMemos?", WireChange.Nothing), Focus = "after business-central POST" },
        new("skip-look-up-customer", "creates a customer without looking for an earlier one") { Wire = WireChange.Of(Erp, "GET", "/customers?", WireChange.Nothing), Focus = "after business-central POST" },
        new("cent-off", "rounds prices wrongly: a cent too much") { Wire = WireChange.Of(Erp, "POST", "/salesOrders", WireChange.Text(text => Price().Replace(text, price => Text(decimal.Parse(price.Value, CultureInfo.InvariantCulture) + 0.01m), 1))) },
        new("session-per-attempt", "names a sale differently at each attempt")
        {
            Wire = WireChange.Of(Club, "PUT", "/customer_sessions/", (request, send) =>
            {
                request.RequestUri = new($"{request.RequestUri!.GetLeftPart(UriPartial.Path)}-{Interlocked.Increment(ref attempts)}{request.RequestUri.Query}");
                return send();
            }),
        },
    ];

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<=\"unitPrice\":)[0-9.]+", RegexOptions.CultureInvariant)]
    private static partial Regex Price();

    [GeneratedRegex("(?<=\"number\":\")[^\"]+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    private sealed class ForgetfulStore(StoreView inner) : StoreView(inner)
    {
        private readonly Dictionary<LaneKey, long> forgotten = [];

        public override async ValueTask<IReadOnlyList<StoredEnvelope>> LoadPendingAsync(LaneKey lane, long after, int limit, CancellationToken cancellationToken)
        {
            var pending = await base.LoadPendingAsync(lane, after, limit, cancellationToken);
            if (!forgotten.TryGetValue(lane, out var last))
            {
                forgotten[lane] = last = pending.Select(envelope => envelope.Id).DefaultIfEmpty().Max();
            }

            return [.. pending.Where(envelope => envelope.Id > last)];
        }
    }
}
