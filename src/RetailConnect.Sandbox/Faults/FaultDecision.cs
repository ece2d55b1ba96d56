namespace RetailConnect.Sandbox.Faults;

/// <summary>What a fault profile does to one request.</summary>
internal enum FaultKind
{
    None,
    Throttled,
    ErrorBefore,
    ErrorAfterCommit,
    CutAfterCommit,
    CutBefore,
    TokenExpired,
}

/// <summary>The fate of one request: its latency and its fault.</summary>
internal readonly record struct FaultDecision(TimeSpan Latency, FaultKind Kind);
