namespace RetailConnect;

/// <summary>Erases customers in a system. A connector that can declares it with <see cref="ConnectorBuilder{TOptions}.AddEraser{TEraser}"/>.</summary>
/// <remarks>
/// Thread-safe, and safe to repeat: an answer may be lost, and then the same customer is asked for again. One who is gone already is erased. What the system has to keep, or keeps for others, is said and not done: it is no fault.
/// </remarks>
public interface ICustomerEraser
{
    /// <summary>Erases one customer, and tells what became of each kind of thing that the system holds of the person.</summary>
    /// <exception cref="ConnectorException">The system refused or failed; it is asked again.</exception>
    ValueTask<IReadOnlyList<ErasedPart>> EraseAsync(EraseRequest request, CancellationToken cancellationToken);
}
