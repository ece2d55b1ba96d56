using System.Text.Json;
using System.Text.RegularExpressions;
using RetailConnect.Testing;

namespace RetailConnect.Tests;

/// <summary>One of two stores that are told the same; what it says names envelopes by their order, because ids are a store's own.</summary>
internal sealed partial class Twin(StorePorts ports)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TenantId[] Tenants = [Sample.Tenant, new("contoso")];
    private readonly SortedSet<long> envelopes = [];
    private readonly SortedSet<long> hints = [];

    public StorePorts Ports => ports;

    public IReadOnlyList<long> Envelopes => [.. envelopes];

    public IReadOnlyList<long> Hints => [.. hints];

    public int Known => envelopes.Count;

    public async Task<string> DecideAsync(StoredDecision decision) =>
        JsonSerializer.Serialize((await ports.Desk.DecideAsync(decision, None)).Select(letter => letter with { Envelope = Envelopes.ToList().IndexOf(letter.Envelope) }));

    /// <summary>Says all that the store knows, with or without the stories of all entities.</summary>
    public async Task<string> TellAsync(bool stories)
    {
        var answers = new List<object?>();
        foreach (var lane in TwinDraw.Lanes)
        {
            var pending = await ports.Inbox.Pending(lane);
            envelopes.UnionWith(pending.Select(stored => stored.Id));
            answers.Add(pending);
        }

        foreach (var stream in TwinDraw.Connections.SelectMany(connection => TwinDraw.Types.Select(type => new StreamKey(Sample.Tenant, connection, type))))
        {
            var waiting = await ports.Inbox.LoadHintsAsync(stream, 0, 1000, None);
            hints.UnionWith(waiting.Select(hint => hint.Id));
            answers.AddRange([waiting.Select(hint => hint with { Id = 0 }), await ports.Checkpoints.LoadAsync(stream, None)]);
        }

        foreach (var tenant in Tenants)
        {
            await TellAsync(tenant, answers);
            await TellAsync(tenant, stories ? TwinDraw.Ids : [], answers);
        }

        var places = Envelopes.Select((id, place) => (id, place)).ToDictionary(pair => $"{pair.id}", pair => $"{pair.place}");
        return Numbers().Replace(JsonSerializer.Serialize(answers), match => $"{match.Groups[1]}{places.GetValueOrDefault(match.Groups[2].Value, match.Groups[2].Value)}.");
    }

    private async Task TellAsync(TenantId tenant, List<object?> answers)
    {
        var letters = await ports.Desk.ListAsync(new(tenant), 0, 1000, None);
        envelopes.UnionWith(letters.Select(letter => letter.Envelope));
        answers.AddRange([letters, await ports.DeadLetters.ListAsync(tenant, "because", 3, None), await ports.Desk.ListAsync(new(tenant) { Sync = "orders", Reason = "other" }, 0, 2, None)]);
        answers.AddRange([await ports.Desk.GroupAsync(tenant, None), await ports.Sweeps.ListSweepsAsync(tenant, None), await ports.Comparisons.ListComparisonsAsync(tenant, None), await ports.Ledger.FindNewestAsync(tenant, None)]);
        answers.AddRange([(await ports.Inbox.CountAsync(tenant, None)).OrderBy(tally => $"{tally.Lane}"), await ports.Inbox.CountHintsAsync(tenant, None)]);
        foreach (var id in envelopes)
        {
            answers.Add(await ports.Desk.FindAsync(tenant, id, None));
        }
    }

    private async Task TellAsync(TenantId tenant, string[] ids, List<object?> answers)
    {
        foreach (var id in ids)
        {
            var found = await ports.History.FindAsync(tenant, id, None);
            answers.Add(found);
            foreach (var entity in found)
            {
                answers.AddRange([await ports.History.LoadAsync(tenant, entity, id, 100, None), await ports.History.LoadAsync(tenant, entity, "", 2, None)]);
            }
        }
    }

    [GeneratedRegex("""((?:"(?:Id|Envelope|Last)":|envelope |-read-))(\d+)""")]
    private static partial Regex Numbers();
}
