namespace RetailConnect;

/// <summary>What a repair did.</summary>
/// <param name="Queued">Changes that wait for their delivery from now on.</param>
/// <param name="Repeated">Steps that an earlier run of the same plan had queued already.</param>
/// <param name="Gone">Steps whose entity the source does not have any more.</param>
/// <param name="Left">Steps that are left to a person.</param>
public sealed record RepairReceipt(int Queued, int Repeated, int Gone, int Left);
