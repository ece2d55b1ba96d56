namespace RetailConnect;

/// <summary>What waits for a vendor account's allowance, and how long until the last of it is through if nothing is added.</summary>
/// <param name="Calls">Calls that wait.</param>
/// <param name="Cost">Their cost in the vendor's units.</param>
/// <param name="Drained">Time until the last of them may be made, by the allowance's rate; zero when nothing waits.</param>
public readonly record struct DrainForecast(int Calls, double Cost, TimeSpan Drained);
