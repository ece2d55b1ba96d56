using System.Text.RegularExpressions;
using static RetailConnect.Testing.ConnectorAbility;

namespace RetailConnect.Testing;

/// <summary>Cursors and pages of a source, and reads by id.</summary>
internal static partial class ReadChecks
{
    private const int Few = 2;
    private static readonly TimeSpan AWhile = TimeSpan.FromMinutes(1);

    public static IEnumerable<ConnectorCheck> Of(SourceCapability source) => (source.Changes, source.EntitiesAtOnce > 0) switch
    {
        (true, true) => [.. Paged(source.Type), ConnectorCheck.Of(source.Type, Entities_read_by_id_are_those_of_the_change_source, Reading), .. ById(source.Type)],
        (true, false) => Paged(source.Type),
        _ => [.. ById(source.Type), ConnectorCheck.Of(source.Type, A_changed_entity_has_another_version, Reading, ChangedEntities)],
    };

    private static IEnumerable<ConnectorCheck> Paged(EntityType type) =>
    [
        ConnectorCheck.Of(type, The_cursor_advances_until_it_is_exhausted, Reading),
        ConnectorCheck.Of(type, A_cursor_read_twice_gives_the_same_changes, Reading),
        ConnectorCheck.Of(type, A_page_that_repeats_its_cursor_is_not_endless, Reading),
        ConnectorCheck.Of(type, What_is_new_after_the_cursor_is_found, Reading),
        ConnectorCheck.Of(type, What_is_new_while_pages_are_read_is_found, Reading),
        ConnectorCheck.Of(type, What_is_new_is_found_by_a_host_whose_clock_was_ahead, Reading),
        ConnectorCheck.Of(type, What_changed_after_the_cursor_is_found, Reading, ChangedEntities),
    ];

    private static IEnumerable<ConnectorCheck> ById(EntityType type) => [ConnectorCheck.Of(type, An_unknown_id_is_left_out_or_deleted, Reading)];

    private static async Task The_cursor_advances_until_it_is_exhausted(ConnectorBench bench, EntityType type)
    {
        var source = bench.Source(type);
        var put = await bench.PutAsync(type, 1, 5);
        bench.Clock.Advance(AWhile);
        var walk = await bench.WalkAsync(source, null, Few);
        Expect.Empty(put.Except(walk.Entities), "Entities that the read from the beginning left out");
        var rest = await bench.WalkAsync(source, walk.Next, Few);
        Expect.True(rest.Pages <= walk.Pages, $"A read from the last cursor is no longer than the first one, of {walk.Pages} pages ({rest.Pages})");
    }

    private static async Task A_cursor_read_twice_gives_the_same_changes(ConnectorBench bench, EntityType type)
    {
        var source = bench.Source(type);
        await bench.PutAsync(type, 1, 3);
        bench.Clock.Advance(AWhile);
        var first = await bench.ReadAsync(source, null, Few);
        await SameAsync(bench, source, null, first.Changes);
        await bench.PutAsync(type, 4, 3);
        var after = first.More ? first.Next : (await bench.WalkAsync(source, null, Few)).Next;
        await SameAsync(bench, source, after, (await bench.ReadAsync(source, after, Few)).Changes);
    }

    private static async Task SameAsync(ConnectorBench bench, SourceSeam source, Cursor? after, IReadOnlyList<Seen> once)
    {
        var twice = await bench.ReadAsync(source, after, Few);
        Expect.Sequence(once.Select(change => change.ToString()), twice.Changes.Select(change => change.ToString()), "Changes of the second read from one cursor");
        Expect.Sequence(once.Select(change => change.Content), twice.Changes.Select(change => change.Content), "Contents of the second read from one cursor");
    }

    /// <summary>The vendor answers every call of an operation with its first answer. A page may then fault, or name a cursor that it named before: that stops the engine.</summary>
    private static async Task A_page_that_repeats_its_cursor_is_not_endless(ConnectorBench bench, EntityType type)
    {
        const int Most = 60;
        var source = bench.Source(type);
        await bench.PutAsync(type, 1, 4);
        var answers = new Dictionary<string, (int Status, string Body)>();
        bench.Wire.Act = async call =>
        {
            Expect.True(call.Number <= Most, $"The read ends within {Most} calls to the vendor");
            var operation = await Operation.OfAsync(call.Request);
            if (!answers.TryGetValue(operation, out var first))
            {
                using var answer = await call.PassAsync();
                answers[operation] = first = ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
            }

            return bench.Wire.Answer(first.Status, first.Body);
        };

        var (seen, after) = (new HashSet<string>(), default(Cursor));
        try
        {
            while (await bench.ReadAsync(source, after, 1) is { More: true } page && seen.Add(page.Next.Value))
            {
                after = page.Next;
            }
        }
        catch (ConnectorException)
        {
            // It noticed by itself.
        }
    }

    private static async Task What_is_new_after_the_cursor_is_found(ConnectorBench bench, EntityType type)
    {
        var source = bench.Source(type);
        await bench.PutAsync(type, 1, 2);
        bench.Clock.Advance(AWhile);
        var walk = await bench.WalkAsync(source, null, Few);
        var added = await bench.PutAsync(type, 3, 1);
        bench.Clock.Advance(AWhile);
        var next = await bench.WalkAsync(source, walk.Next, Few);
        Expect.Empty(added.Except(next.Entities), "Entities that came after the cursor and were missed");
        var late = await bench.PutAsync(type, 4, 3);
        bench.Clock.Advance(AWhile);
        Expect.Empty(late.Except((await bench.WalkAsync(source, next.Next, Few)).Entities), "Entities that came after the second cursor and were missed");
    }

    private static async Task What_is_new_while_pages_are_read_is_found(ConnectorBench bench, EntityType type)
    {
        var source = bench.Source(type);
        await bench.PutAsync(type, 1, 4);
        bench.Clock.Advance(AWhile);
        var added = new List<ExternalId>();
        var walk = await bench.WalkAsync(source, null, Few, async page =>
        {
            if (page <= Few)
            {
                bench.Clock.Advance(AWhile);
                added.Add(await bench.PutAsync(type, 4 + page));
                bench.Clock.Advance(AWhile);
            }
        });
        var next = await bench.WalkAsync(source, walk.Next, Few);
        Expect.Empty(added.Except(walk.Entities).Except(next.Entities), "Entities that came between two pages and were missed");
    }

    /// <summary>The host's clock is an hour ahead until its first read is over: the next read begins where the first one ended by the vendor's clock.</summary>
    private static async Task What_is_new_is_found_by_a_host_whose_clock_was_ahead(ConnectorBench bench, EntityType type)
    {
        var put = await bench.PutAsync(type, 1, 2);
        bench.Clock.Advance(AWhile);
        bench.HostClock.Ahead = TimeSpan.FromHours(1);
        bench.Reopen();
        var walk = await bench.WalkAsync(bench.Source(type), null, Few);
        bench.HostClock.Ahead = TimeSpan.Zero;
        Expect.Empty(put.Except(walk.Entities), "Entities that a host whose clock is ahead left out");
        var added = await bench.PutAsync(type, 3, 1);
        bench.Clock.Advance(AWhile);
        Expect.Empty(added.Except((await bench.WalkAsync(bench.Source(type), walk.Next, Few)).Entities), "Entities that came after the cursor of a host whose clock was ahead and were missed");
    }

    private static async Task What_changed_after_the_cursor_is_found(ConnectorBench bench, EntityType type)
    {
        var source = bench.Source(type);
        var put = await bench.PutAsync(type, 1, 3);
        bench.Clock.Advance(AWhile);
        var walk = await bench.WalkAsync(source, null, Few);
        var before = walk.Found.Last(change => change.Entity == put[1]);
        await bench.PutAsync(type, 2);
        bench.Clock.Advance(AWhile);
        var next = await bench.WalkAsync(source, walk.Next, Few);
        var after = next.Found.LastOrDefault(change => change.Entity == put[1]);
        Expect.NotNull(after, "The entity that changed after the cursor");
        Expect.NotEqual(before.Version, after!.Version, "The version of the entity that changed");
    }

    private static async Task Entities_read_by_id_are_those_of_the_change_source(ConnectorBench bench, EntityType type)
    {
        var source = bench.Source(type);
        var put = await bench.PutAsync(type, 1, 3);
        bench.Clock.Advance(AWhile);
        var listed = (await bench.WalkAsync(source, null, 50)).Found.Where(change => put.Contains(change.Entity)).OrderBy(change => change.Entity.Value, StringComparer.Ordinal).ToList();
        var named = (await bench.ReadAsync(source, put)).OrderBy(change => change.Entity.Value, StringComparer.Ordinal).ToList();
        Expect.Sequence(listed.Select(change => change.ToString()), named.Select(change => change.ToString()), "Entities and versions read by id");
        Expect.Sequence(listed.Select(change => change.Content), named.Select(change => change.Content), "Contents read by id");
    }

    private static async Task An_unknown_id_is_left_out_or_deleted(ConnectorBench bench, EntityType type)
    {
        var source = bench.Source(type);
        var known = await bench.PutAsync(type, 1);
        var unknown = new ExternalId(End().Replace(known.Value, "9999999"));
        foreach (var asked in (ExternalId[][])[[unknown], [known, unknown], [unknown, known]])
        {
            var found = await bench.ReadAsync(source, asked);
            Expect.Empty(found.Where(change => change.Entity != known && !change.IsDelete), "Entities that nobody put there");
            Expect.Equal(asked.Contains(known) ? 1 : 0, found.Count(change => change.Entity == known && !change.IsDelete), "How often the known entity is read beside an unknown one");
        }
    }

    private static async Task A_changed_entity_has_another_version(ConnectorBench bench, EntityType type)
    {
        var source = bench.Source(type);
        var id = await bench.PutAsync(type, 1);
        var before = Expect.Single(await bench.ReadAsync(source, id), "The entity as it was put");
        bench.Clock.Advance(AWhile);
        await bench.PutAsync(type, 1);
        var after = Expect.Single(await bench.ReadAsync(source, id), "The entity as it was changed");
        Expect.NotEqual(before.Content, after.Content, "The content of the entity that changed");
        Expect.NotEqual(before.Version, after.Version, "The version of the entity that changed");
    }

    [GeneratedRegex("[A-Za-z0-9]{1,7}$", RegexOptions.CultureInvariant)]
    private static partial Regex End();
}
