using System.Collections.Concurrent;

namespace RetailConnect.Testing.Tests.Connectors;

/// <summary>Each flaw of a connector fails the checks that are about it and no others, and every check is failed by one.</summary>
public sealed class FlawedConnectorTests
{
    private const string Advances = "The cursor advances until it is exhausted (order)";
    private const string Same = "A cursor read twice gives the same changes (order)";
    private const string NotEndless = "A page that repeats its cursor is not endless (order)";
    private const string New = "What is new after the cursor is found (order)";
    private const string Meanwhile = "What is new while pages are read is found (order)";
    private const string Ahead = "What is new is found by a host whose clock was ahead (order)";
    private const string Changed = "What changed after the cursor is found (order)";
    private const string ById = "Entities read by id are those of the change source (order)";
    private const string Field = "An unknown field changes nothing (order)";
    private const string Word = "An unknown word does not fail the page (order)";
    private const string Shape = "An entity of another shape does not fail the page (order)";
    private const string Zone = "Times of other zones are the same instants (order)";
    private const string Twice = "An envelope written twice has one effect (product)";
    private const string Lost = "A write whose answer is lost has one effect when it is repeated (product)";
    private const string AtOnce = "Writes at the same time have one effect each (product)";
    private const string InOrder = "A batch is answered for each envelope in order (product)";
    private const string Ends = "A snapshot ends and shows each key alike each time (product)";
    private const string ByKey = "A snapshot by key shows what the whole one shows (product)";
    private const string NotThere = "A key that is not there is left out of a snapshot (product)";
    private const string Fields = "An observation has the declared fields and no others (product)";
    private const string WrongSignature = "A webhook with a wrong signature is refused";
    private const string Tampered = "A webhook that was tampered with is refused";
    private const string Unsigned = "A webhook without a signature is refused";
    private const string Old = "A webhook that was signed long ago is refused";
    private const string Repeated = "A repeated webhook has the keys of the first";
    private const string Content = "The content of a picture is what its product tells";
    private const string StoppedPicture = "A picture that is cancelled stops within one call";
    private static readonly ConcurrentDictionary<string, Task<IReadOnlyList<ConformanceException>>> Runs = new();

    private static readonly Dictionary<Flaw, string[]> Finds = new()
    {
        [Flaw.CursorNeverEnds] = [Advances, NotEndless, New, Meanwhile, Ahead, Changed, ById, Field, Word, Shape, Zone],
        [Flaw.CursorStays] = [Advances, New, Meanwhile, Ahead, Changed, ById, Field, Word, Shape, Zone],
        [Flaw.VersionsAreDrawn] = [Same, ById],
        [Flaw.FollowsPagesForEver] = [NotEndless],
        [Flaw.CursorRunsAhead] = [New, Ahead, Changed],
        [Flaw.CursorIsOfTheEnd] = [Meanwhile],
        [Flaw.TrustsTheHostsClock] = [Ahead],
        [Flaw.VersionStandsStill] = [Changed, "A changed entity has another version (customer)"],
        [Flaw.ReadsOtherwiseById] = [ById],
        [Flaw.FailsForUnknownIds] = ["An unknown id is left out or deleted (order)", "An unknown id is left out or deleted (customer)"],
        [Flaw.SwallowsCancellation] = ["A read that is cancelled stops within one call (order)", "A read that is cancelled stops within one call (customer)", "A write that is cancelled stops within one call (product)", "A snapshot that is cancelled stops within one call (product)", StoppedPicture],
        [Flaw.WantsNoUnknownField] = [Field, "An unknown field changes nothing (customer)"],
        [Flaw.WantsNoUnknownWord] = [Word],
        [Flaw.WantsTheWholePage] = [Shape],
        [Flaw.ForgetsTheZone] = [Zone],
        [Flaw.WritesTwice] = [Twice, Lost, AtOnce, InOrder],
        [Flaw.WritesAnewWhenItRepeats] = [Twice, Lost, AtOnce, InOrder],
        [Flaw.DeniesAnEffect] = ["A write whose answer is lost may have taken effect (product)"],
        [Flaw.ClaimsAnEffect] = ["A write that never left took no effect (product)"],
        [Flaw.RejectsAProxysPage] = ["A proxys page is a passing fault", "A text that is cut short is a passing fault"],
        [Flaw.RejectsAProxysPageInWrites] = ["A write that a proxy answers is a passing fault (product)"],
        [Flaw.MixesUpWhatIsWrittenAtOnce] = [AtOnce],
        [Flaw.RejectsWhatMeetsAnother] = [AtOnce],
        [Flaw.AnswersBatchesBackwards] = [InOrder],
        [Flaw.FailsTheBatch] = ["A bad line of a batch does not fail the others (product)"],
        [Flaw.WantsPlainText] = ["Unusual content is written (product)"],
        [Flaw.CutsTitles] = ["Hostile content is written whole or refused (product)"],
        [Flaw.RejectsTheThrottled] = ["Each refusal becomes the fault that it stands for"],
        [Flaw.ForgetsRetryAfter] = ["A throttled call says how long to wait"],
        [Flaw.ForgetsTheRequestId] = ["A fault carries the vendors request id"],
        [Flaw.RejectsTheUnreachable] = ["A vendor that cant be reached is a passing fault"],
        [Flaw.RejectsTheSilent] = ["A vendor that does not answer is a passing fault"],
        [Flaw.HoldsAnyAnswer] = [Ahead, Shape, "A token that expires is renewed once for all callers", "An answer without an end is refused before it is held"],
        [Flaw.LogsItsKey] = ["No secret is logged or shown"],
        [Flaw.ShowsItsKey] = ["No secret is logged or shown"],
        [Flaw.BuysATokenForEachCall] = ["A token that expires is renewed once for all callers"],
        [Flaw.ChecksNoWebhook] = [Tampered, WrongSignature, Unsigned, Old],
        [Flaw.AcceptsNoWebhook] = ["A genuine webhook is accepted", Tampered, WrongSignature, Unsigned, Old, Repeated],
        [Flaw.ForgetsTheBody] = [Tampered],
        [Flaw.ForgetsTheTime] = [Old],
        [Flaw.AcceptsTheUnsigned] = [Unsigned],
        [Flaw.KeysByDelivery] = [Repeated],
        [Flaw.SnapshotNeverEnds] = [Ends, ByKey, NotThere, Fields],
        [Flaw.SnapshotStays] = [Ends, ByKey],
        [Flaw.SnapshotsAreDrawn] = [Ends, ByKey],
        [Flaw.ShowsOtherwiseByKey] = [ByKey],
        [Flaw.ShowsWhatIsNotThere] = [NotThere],
        [Flaw.ShowsMoreThanItDeclares] = [Fields],
        [Flaw.TellsAnotherDigest] = [Content],
        [Flaw.TellsTheOldPicture] = [Content],
        [Flaw.GivesWhatIsNotThere] = ["A product without a picture tells and gives none"],
        [Flaw.StumblesOverUnknownPictures] = ["An unknown picture is a fault"],
        [Flaw.RejectsRefusedPictures] = ["A picture that is refused is the fault that the refusal stands for"],
        [Flaw.ShowsItsKeyWithPictures] = ["No secret is shown when a picture is refused"],
    };

    public static TheoryData<string> Flaws => [.. Enum.GetNames<Flaw>().Except([nameof(Flaw.None)])];

    [Theory, MemberData(nameof(Flaws))]
    public async Task A_flaw_fails_the_checks_that_are_about_it_and_no_others(string flaw)
    {
        var failures = await FailuresAsync(flaw);
        Assert.Equal(Finds[Enum.Parse<Flaw>(flaw)].Order(StringComparer.Ordinal), failures.Select(failure => failure.Message[..failure.Message.IndexOf(':', StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
        Assert.All(failures, failure => Assert.Contains("xpected ", failure.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_check_is_failed_by_a_flaw()
    {
        var found = Finds.Values.SelectMany(names => names).ToHashSet();
        Assert.Empty(ConnectorConformance.For(new TinyHarness()).Where(check => check.NotApplicable is null).Select(check => check.Name).Except(found));
    }

    private static Task<IReadOnlyList<ConformanceException>> FailuresAsync(string flaw) => Runs.GetOrAdd(flaw, name => RunAsync(Enum.Parse<Flaw>(name)));

    private static async Task<IReadOnlyList<ConformanceException>> RunAsync(Flaw flaw)
    {
        var failures = new ConcurrentQueue<ConformanceException>();
        await Parallel.ForEachAsync(ConnectorConformance.For(new TinyHarness(flaw)).Where(check => check.NotApplicable is null), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (check, token) =>
        {
            try
            {
                await check.RunAsync(token);
            }
            catch (ConformanceException broken)
            {
                failures.Enqueue(broken);
            }
        });
        return [.. failures];
    }
}
