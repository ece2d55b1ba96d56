namespace RetailConnect.Testing;

/// <summary>A check was run where what it is about does not exist.</summary>
/// <param name="check">Name of the check.</param>
/// <param name="reason">Why it does not apply.</param>
public sealed class NotApplicableException(string check, string reason) : Exception($"'{check}' does not apply: {reason}")
{
    /// <summary>Why the check does not apply.</summary>
    public string Reason { get; } = reason;
}
