namespace RetailConnect.Connectors.BusinessCentral;

/// <summary>What becomes of a sales order when the channel's order changes after it was written.</summary>
public enum OrderAmendments
{
    /// <summary>A sales order that is still as we wrote it, and of which nothing was shipped, is amended or taken back; everything else is for a person.</summary>
    OpenOrders,

    /// <summary>A person decides: the change becomes a dead letter that says what has to be done.</summary>
    AskPerson,
}
