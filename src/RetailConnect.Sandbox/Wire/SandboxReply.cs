namespace RetailConnect.Sandbox;

/// <summary>What the caller gets: an answer, or a connection that was cut.</summary>
/// <param name="Response">The answer; null when the connection was cut before one arrived.</param>
public sealed record SandboxReply(SandboxResponse? Response)
{
    /// <summary>A connection that was cut; the write may have been committed.</summary>
    public static SandboxReply Cut { get; } = new((SandboxResponse?)null);
}
