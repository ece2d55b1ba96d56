using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RetailConnect;

/// <summary>Names of everything that RetailConnect measures and traces.</summary>
public static class RetailConnectDiagnostics
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "RetailConnect";

    /// <summary>Counter: hints recorded, by tenant, connection.</summary>
    public const string HintsAccepted = "retailconnect.hints.accepted";

    /// <summary>Counter: webhooks refused or quarantined, by tenant, connection, reason.</summary>
    public const string WebhooksRefused = "retailconnect.webhooks.refused";

    /// <summary>Counter: envelopes accepted, by tenant and stream.</summary>
    public const string Accepted = "retailconnect.envelopes.accepted";

    /// <summary>Counter: outcomes, by tenant, sync, target, outcome, reason.</summary>
    public const string Outcomes = "retailconnect.envelopes.outcomes";

    /// <summary>Histogram, seconds: from the change to applied, by tenant, sync, target; what a webhook announced counts from the webhook, unless its source dates it, and a first read from the read.</summary>
    public const string Latency = "retailconnect.envelopes.latency";

    /// <summary>Histogram, seconds: from the sale of goods to the moment at which the last of the other channels offered less of them, by tenant, target (the last one).</summary>
    public const string OversellExposure = "retailconnect.oversell.exposure";

    /// <summary>Up-down counter, units: goods that were sold and that some channel still offers, by tenant.</summary>
    public const string OversellUnits = "retailconnect.oversell.units";

    /// <summary>Counter: faults, by tenant, connection, kind.</summary>
    public const string Faults = "retailconnect.faults";

    /// <summary>Counter: calls to vendors, by tenant, connection, sync.</summary>
    public const string Calls = "retailconnect.calls";

    /// <summary>Counter: connections paused because their credentials were refused, by tenant, connection.</summary>
    public const string ConnectionsPaused = "retailconnect.connections.paused";

    /// <summary>Gauge, calls: how many wait for a vendor account's allowance, by system, account.</summary>
    public const string BudgetWaiting = "retailconnect.budget.waiting";

    /// <summary>Gauge, seconds: how long until all that waits for a vendor account's allowance is through, by system, account.</summary>
    public const string BudgetDrain = "retailconnect.budget.drain";

    /// <summary>Gauge: accepted envelopes that have no state, by tenant, sync, target; anything but 0 is an alarm.</summary>
    public const string Imbalance = "retailconnect.envelopes.imbalance";

    /// <summary>Gauge: envelopes that wait, by tenant, sync, target.</summary>
    public const string Pending = "retailconnect.envelopes.pending";

    /// <summary>Gauge, seconds: age of the envelope that waits longest, by tenant, sync, target; 0 when none waits.</summary>
    public const string OldestPending = "retailconnect.envelopes.oldest";

    /// <summary>Gauge: envelopes parked for a person, by tenant, sync, target.</summary>
    public const string DeadLetters = "retailconnect.envelopes.dead-letters";

    /// <summary>Gauge: discrepancies of the last comparison, by tenant, sync, target.</summary>
    public const string Discrepancies = "retailconnect.discrepancies";

    /// <summary>Gauge: discrepancies of the last comparison that nothing explains, by tenant, sync, target.</summary>
    public const string Drift = "retailconnect.drift";

    /// <summary>Gauge, seconds: how long the drift of the last comparison had been known, summed over its things, by tenant, sync, target.</summary>
    public const string DriftTime = "retailconnect.drift.time";

    /// <summary>Counter: things that were read back a while after they were written, by tenant, sync, target, outcome (live, wrong).</summary>
    public const string Proofs = "retailconnect.proofs";

    /// <summary>Tag: tenant.</summary>
    public const string TenantTag = "tenant";

    /// <summary>Tag: connection.</summary>
    public const string ConnectionTag = "connection";

    /// <summary>Tag: sync.</summary>
    public const string SyncTag = "sync";

    /// <summary>Tag: target.</summary>
    public const string TargetTag = "target";

    /// <summary>Tag: outcome.</summary>
    public const string OutcomeTag = "outcome";

    /// <summary>Tag: reason.</summary>
    public const string ReasonTag = "reason";

    /// <summary>Tag: system.</summary>
    public const string SystemTag = "system";

    /// <summary>Tag: account at the vendor.</summary>
    public const string AccountTag = "account";

    /// <summary>The activity source.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>The meter.</summary>
    public static Meter Meter { get; } = new(Name);
}
