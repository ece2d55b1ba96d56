using CsCheck;

namespace RetailConnect.Core.Tests;

public sealed class RecoveryPolicyTests
{
    private static readonly RecoveryOptions Options = new();

    private static readonly Gen<Fault> Faults = Gen.Select(
        Gen.OneOf<FaultKind?>(null, FaultKind.Transient, FaultKind.Throttled, FaultKind.Unauthorized, FaultKind.Rejected, FaultKind.Conflict, FaultKind.Unmet, FaultKind.Unsupported),
        Gen.OneOf<TimeSpan?>(null, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2)), Gen.Bool, Gen.Enum<WriteProof>(),
        (kind, after, unknown, proof) => new Fault(kind, null, after, unknown, proof));

    [Fact]
    public void A_bug_is_parked_and_never_retried() => Assert.Equal(new RecoveryAction.DeadLetter(Reasons.Bug), First(Fault.Of(new InvalidOperationException(), WriteProof.NaturalUpsert)));

    [Fact]
    public void A_rejection_is_parked_with_its_reason()
    {
        Assert.Equal(new RecoveryAction.DeadLetter("unknown-sku"), First(Kind(FaultKind.Rejected) with { Reason = "unknown-sku" }));
        Assert.Equal(new RecoveryAction.DeadLetter(Reasons.Rejected), First(Kind(FaultKind.Rejected)));
    }

    [Fact]
    public void What_the_system_cannot_do_is_skipped_with_a_reason()
    {
        Assert.Equal(new RecoveryAction.Skip("delete-unsupported"), First(Kind(FaultKind.Unsupported) with { Reason = "delete-unsupported" }));
        Assert.Equal(new RecoveryAction.Skip(Reasons.Unsupported), First(Kind(FaultKind.Unsupported)));
    }

    [Fact]
    public void A_refused_sign_in_pauses_the_connection_at_any_attempt() => Gen.Int[1, 10_000].Sample(attempt =>
        Assert.Equal(new RecoveryAction.PauseConnection(Options.PauseAfterRefusal), RecoveryPolicy.Decide(Kind(FaultKind.Unauthorized), attempt, 1, Options, 0.5)));

    [Fact]
    public void A_throttled_call_waits_as_long_as_the_vendor_asks() =>
        Assert.Equal(new RecoveryAction.Defer(TimeSpan.FromSeconds(17), "throttled"), First(Kind(FaultKind.Throttled) with { RetryAfter = TimeSpan.FromSeconds(17) }));

    [Fact]
    public void A_vendor_that_asks_for_no_wait_at_all_is_not_called_in_a_tight_loop() => Gen.Int[1, Options.MostAttempts - 1].Sample(attempt =>
        Assert.InRange(
            Assert.IsType<RecoveryAction.Defer>(RecoveryPolicy.Decide(Kind(FaultKind.Throttled) with { RetryAfter = TimeSpan.Zero }, attempt, 1, Options, 0)).Delay,
            Options.FirstDelay / 2, Options.LongestDelay));

    [Fact]
    public void A_conflict_is_read_again_at_once_then_deferred_then_parked()
    {
        var fault = Kind(FaultKind.Conflict);
        Assert.Equal(new RecoveryAction.RetryInPlace(TimeSpan.Zero), RecoveryPolicy.Decide(fault, 1, 1, Options, 0.5));
        Assert.Equal(Reasons.Conflict, Assert.IsType<RecoveryAction.Defer>(RecoveryPolicy.Decide(fault, 2, 2, Options, 0.5)).Reason);
        Assert.Equal(new RecoveryAction.DeadLetter(Reasons.Conflict), RecoveryPolicy.Decide(fault, Options.MostConflicts, 1, Options, 0.5));
    }

    [Fact]
    public void An_unmet_need_waits_as_long_as_the_sink_says_but_not_more_often() => Gen.Int[1, Options.MostUnmet].Sample(attempt =>
    {
        var action = RecoveryPolicy.Decide(Kind(FaultKind.Unmet) with { Reason = "not-yet", RetryAfter = TimeSpan.FromHours(2) }, attempt, 1, Options, 0.5);
        Assert.Equal(attempt < Options.MostUnmet ? new RecoveryAction.Defer(TimeSpan.FromHours(2), "not-yet") : new RecoveryAction.DeadLetter("not-yet"), action);
    });

    [Fact]
    public void An_unmet_need_waits_and_is_parked_with_its_reason_at_the_bound()
    {
        var fault = Kind(FaultKind.Unmet) with { Reason = Reasons.UnknownCustomer };
        Assert.Equal(Reasons.UnknownCustomer, Assert.IsType<RecoveryAction.Defer>(First(fault)).Reason);
        Assert.Equal(new RecoveryAction.DeadLetter(Reasons.UnknownCustomer), RecoveryPolicy.Decide(fault, Options.MostUnmet, 1, Options, 0.5));
    }

    [Fact]
    public void A_transient_fault_is_retried_in_place_then_deferred_then_parked()
    {
        var fault = Kind(FaultKind.Transient);
        Assert.IsType<RecoveryAction.RetryInPlace>(RecoveryPolicy.Decide(fault, 1, 1, Options, 0.5));
        Assert.IsType<RecoveryAction.RetryInPlace>(RecoveryPolicy.Decide(fault, 2, Options.AttemptsInPlace - 1, Options, 0.5));
        Assert.IsType<RecoveryAction.Defer>(RecoveryPolicy.Decide(fault, 3, Options.AttemptsInPlace, Options, 0.5));
        Assert.Equal(new RecoveryAction.DeadLetter(Reasons.RetriesExhausted), RecoveryPolicy.Decide(fault, Options.MostAttempts, 1, Options, 0.5));
    }

    [Fact]
    public void An_unknown_result_without_proof_is_parked_at_once() => Gen.Int[1, 100].Sample(attempt => Assert.Equal(
        new RecoveryAction.DeadLetter(Reasons.ResultUnknown), RecoveryPolicy.Decide(Kind(FaultKind.Transient) with { ResultUnknown = true, Proof = WriteProof.None }, attempt, 1, Options, 0.5)));

    [Fact]
    public void A_look_up_waits_until_the_target_has_settled_and_as_long_as_the_vendor_asks() =>
        Gen.Select(Gen.Int[1, Options.MostAttempts - 1], Gen.Double[0, 1], Gen.OneOf<TimeSpan?>(null, TimeSpan.Zero, TimeSpan.FromHours(1))).Sample((attempt, jitter, after) =>
        {
            var fault = Kind(FaultKind.Transient) with { ResultUnknown = true, Proof = WriteProof.LookUp, RetryAfter = after };
            var wait = Assert.IsType<RecoveryAction.Defer>(RecoveryPolicy.Decide(fault, attempt, 1, Options, jitter)).Delay;
            Assert.True(wait >= Options.SettleDelay && wait >= (after ?? TimeSpan.Zero), $"It waits {wait} only.");
        });

    [Theory]
    [InlineData(WriteProof.NaturalUpsert)]
    [InlineData(WriteProof.NativeKey)]
    public void An_unknown_result_is_simply_repeated_when_the_sink_can_be_called_twice(WriteProof proof) =>
        Assert.IsType<RecoveryAction.RetryInPlace>(First(Kind(FaultKind.Transient) with { ResultUnknown = true, Proof = proof }));

    [Fact]
    public void Nothing_is_retried_beyond_the_bound_except_behind_a_paused_connection() =>
        Gen.Select(Faults, Gen.Int[0, 5], Gen.Int[1, 5], Gen.Double[0, 1]).Sample((fault, beyond, inPlace, jitter) =>
        {
            var action = RecoveryPolicy.Decide(fault, Options.MostAttempts + beyond, inPlace, Options, jitter);
            Assert.Equal(fault.Kind is FaultKind.Unauthorized, action is RecoveryAction.Defer or RecoveryAction.PauseConnection or RecoveryAction.RetryInPlace);
        });

    [Fact]
    public void Waits_grow_and_stay_within_their_bounds() =>
        Gen.Select(Faults.Where(fault => fault.RetryAfter is null), Gen.Int[1, Options.MostAttempts - 1], Gen.Int[1, 5], Gen.Double[0, 1]).Sample((fault, attempt, inPlace, jitter) =>
        {
            var action = RecoveryPolicy.Decide(fault, attempt, inPlace, Options, jitter);
            if (action is RecoveryAction.Defer { Delay: var delay })
            {
                Assert.InRange(delay, Options.FirstDelay / 2, Options.LongestDelay);
            }
            else if (action is RecoveryAction.RetryInPlace retry)
            {
                Assert.InRange(retry.Delay, TimeSpan.Zero, Options.FirstDelay);
            }
        });

    private static Fault Kind(FaultKind kind) => new(kind, null, null, false, WriteProof.None);

    private static RecoveryAction First(Fault fault) => RecoveryPolicy.Decide(fault, 1, 1, Options, 0.5);
}
