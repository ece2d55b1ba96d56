namespace RetailConnect.Sandbox;

/// <summary>Refusals that a fault profile asks a simulator to shape.</summary>
public enum Refusal
{
    /// <summary>Too many requests.</summary>
    Throttled,

    /// <summary>An internal error, without a hint whether the request took effect.</summary>
    ServerError,

    /// <summary>The service is away for a moment.</summary>
    Unavailable,
}
