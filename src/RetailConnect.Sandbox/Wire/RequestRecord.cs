namespace RetailConnect.Sandbox;

/// <summary>One request that a simulator received, and how it ended.</summary>
/// <param name="At">When it arrived.</param>
/// <param name="Vendor">Vendor that received it.</param>
/// <param name="Request">The request; credentials are masked.</param>
/// <param name="Status">Status code that the simulator answered with; null when the connection was cut.</param>
/// <param name="Fault">Name of the injected fault; null when there was none.</param>
public sealed record RequestRecord(DateTimeOffset At, string Vendor, SandboxRequest Request, int? Status, string? Fault);
