namespace RetailConnect;

/// <summary>Something that a person should know: told once when it begins and once when it is over.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Tenant">The tenant; null when it is about the host as a whole.</param>
/// <param name="Subject">What it is about within the tenant: a connection, or a lane.</param>
/// <param name="Message">What happened, without personal data.</param>
/// <param name="Advice">What a person can do; empty when it is over.</param>
/// <param name="At">When it began, or was over.</param>
public sealed record Alert(AlertKind Kind, TenantId? Tenant, string Subject, string Message, string Advice, DateTimeOffset At)
{
    /// <summary>True when what an earlier alert of the same kind, tenant and subject told is over.</summary>
    public bool IsOver { get; init; }
}
