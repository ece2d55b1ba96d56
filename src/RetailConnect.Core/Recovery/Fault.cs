namespace RetailConnect;

/// <summary>A fault as the recovery policy sees it.</summary>
/// <param name="Kind">What broke; null for a bug of our own.</param>
/// <param name="Reason">The connector's reason; null when it gave none.</param>
/// <param name="RetryAfter">The wait that the vendor asks for; null when it does not say.</param>
/// <param name="ResultUnknown">True when the write may have taken effect.</param>
/// <param name="Proof">How the sink proves one effect.</param>
public sealed record Fault(FaultKind? Kind, string? Reason, TimeSpan? RetryAfter, bool ResultUnknown, WriteProof Proof)
{
    /// <summary>Describes an exception that a sink threw.</summary>
    public static Fault Of(Exception exception, WriteProof proof) => exception is ConnectorException fault
        ? new(fault.Kind, fault.Reason, fault.RetryAfter, fault.MayHaveTakenEffect, proof)
        : new(null, null, null, true, proof);
}
