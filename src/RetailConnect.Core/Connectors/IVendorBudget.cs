namespace RetailConnect;

/// <summary>The allowance of calls at one vendor account.</summary>
/// <remarks>Implementations are thread-safe and are never disposed, because connections come and go.</remarks>
public interface IVendorBudget
{
    /// <summary>Tells what waits for the allowance, and for how long.</summary>
    DrainForecast Forecast();
}
