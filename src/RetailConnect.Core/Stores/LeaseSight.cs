namespace RetailConnect;

/// <summary>What is seen of a tenant's lease. A holder that lives shows another one each time; so a lease has lapsed when the same sight was seen for its whole term, by the clock of whoever looks.</summary>
/// <param name="Holder">The host that works for the tenant; empty for none.</param>
/// <param name="Fence">Fencing number of the last holder; 0 when there was none.</param>
/// <param name="Beat">Grows each time the holder says that it lives.</param>
public sealed record LeaseSight(string Holder, long Fence, long Beat);
