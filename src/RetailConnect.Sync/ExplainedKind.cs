namespace RetailConnect;

/// <summary>What an event of a story is.</summary>
public enum ExplainedKind
{
    /// <summary>A hint came.</summary>
    Hinted,

    /// <summary>The entity was read because of a hint.</summary>
    Read,

    /// <summary>A change was accepted as an envelope for a target.</summary>
    Accepted,

    /// <summary>The ledger of what the ERP does not know yet was opened for the document.</summary>
    Booked,

    /// <summary>A call was announced whose result might stay unknown.</summary>
    Announced,

    /// <summary>An attempt was put off.</summary>
    Deferred,

    /// <summary>Nothing had to be done.</summary>
    Skipped,

    /// <summary>A newer change took the envelope's place.</summary>
    Superseded,

    /// <summary>The envelope was parked for a person.</summary>
    DeadLettered,

    /// <summary>The target has the change.</summary>
    Applied,

    /// <summary>The ERP has the document, so the ledger leaves it to the ERP.</summary>
    Closed,

    /// <summary>The envelope waits.</summary>
    Waiting,
}
