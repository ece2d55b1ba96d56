namespace RetailConnect;

/// <summary>What became of one envelope of a batch: a receipt or a fault.</summary>
public sealed record WriteResult
{
    private WriteResult(WriteReceipt? receipt, ConnectorException? fault)
    {
        Receipt = receipt;
        Fault = fault;
    }

    /// <summary>The receipt; null when the write failed.</summary>
    public WriteReceipt? Receipt { get; }

    /// <summary>The fault; null when the write succeeded.</summary>
    public ConnectorException? Fault { get; }

    /// <summary>The envelope was written.</summary>
    public static WriteResult Written(WriteReceipt receipt) => new(receipt, null);

    /// <summary>The envelope was not written.</summary>
    public static WriteResult Failed(ConnectorException fault) => new(null, fault);
}
