namespace RetailConnect.Core.Tests;

public sealed class ConnectorExceptionTests
{
    [Theory]
    [InlineData(FaultKind.Transient, true)]
    [InlineData(FaultKind.Throttled, false)]
    [InlineData(FaultKind.Unauthorized, false)]
    [InlineData(FaultKind.Rejected, false)]
    [InlineData(FaultKind.Conflict, false)]
    [InlineData(FaultKind.Unmet, false)]
    [InlineData(FaultKind.Unsupported, false)]
    public void Only_a_transient_fault_leaves_the_result_unknown(FaultKind kind, bool unknown)
    {
        Assert.Equal(unknown, new ConnectorException(kind, "It failed.").MayHaveTakenEffect);
        Assert.False(new ConnectorException(kind, "It never left.") { MayHaveTakenEffect = false }.MayHaveTakenEffect);
    }

    [Fact]
    public void A_fault_keeps_what_the_connector_said()
    {
        var fault = Fault.Of(new ConnectorException(FaultKind.Throttled, "Slow down.") { Reason = "busy", RetryAfter = TimeSpan.FromSeconds(3) }, WriteProof.NativeKey);
        Assert.Equal(new Fault(FaultKind.Throttled, "busy", TimeSpan.FromSeconds(3), false, WriteProof.NativeKey), fault);
    }

    [Fact]
    public void Any_other_exception_is_a_bug_of_unknown_result() => Assert.Equal(new Fault(null, null, null, true, WriteProof.None), Fault.Of(new ArgumentException("x"), WriteProof.None));

    [Fact]
    public void A_delete_that_a_sink_does_not_take_is_unsupported_and_names_the_target()
    {
        var envelope = TestConnection.Envelope("erp", "pos", Change.Deleted<Product>("1", "2"), "erp-1");
        var fault = Assert.Throws<ConnectorException>(() => envelope.Value);
        Assert.Equal((FaultKind.Unsupported, "delete-unsupported"), (fault.Kind, fault.Reason));
        Assert.Contains("'pos'", fault.Message, StringComparison.Ordinal);
    }
}
