namespace RetailConnect.Http;

/// <summary>Allowance of calls at one vendor account, shared by every caller of a connection and fed by the vendor's real answers.</summary>
/// <remarks>Thread-safe. Waits are on the injected clock.</remarks>
public abstract class RateBudget
{
    /// <summary>Waits until a call may be made.</summary>
    /// <param name="cost">Cost of the call in the vendor's units; 1 where every call costs the same.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public abstract ValueTask AcquireAsync(double cost, CancellationToken cancellationToken);

    /// <summary>Hears how a call ended.</summary>
    /// <param name="cost">What was acquired.</param>
    /// <param name="response">The answer; null when there was none.</param>
    public abstract void Release(double cost, HttpResponseMessage? response);
}
