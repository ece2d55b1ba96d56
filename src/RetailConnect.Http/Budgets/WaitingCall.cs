namespace RetailConnect.Http;

/// <summary>A call that waits for its turn.</summary>
internal sealed class WaitingCall(CallClaim claim) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public CallClaim Claim => claim;

    /// <summary>The watch over the caller's token.</summary>
    public CancellationTokenRegistration Watch { get; set; }

    public void Grant()
    {
        // Not disposed of: that would wait for a cancellation which waits for the budget's gate.
        Watch.Unregister();
        TrySetResult();
    }
}
