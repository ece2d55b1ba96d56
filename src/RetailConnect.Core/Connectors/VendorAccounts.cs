namespace RetailConnect;

/// <summary>The budgets of a host, one for each vendor account, whatever number of connections and tenants use it.</summary>
/// <remarks>Thread-safe. A budget stays as long as the host does: it knows what the vendor still counts after a connection was closed.</remarks>
public sealed class VendorAccounts
{
    private readonly Lock gate = new();
    private readonly Dictionary<VendorAccount, IVendorBudget> budgets = [];

    /// <summary>Returns the budget of an account; the first that asks makes it, and its settings count until the vendor states its own.</summary>
    /// <param name="account">The account.</param>
    /// <param name="create">Makes the budget.</param>
    /// <exception cref="InvalidOperationException">The account has a budget of another kind.</exception>
    public TBudget Share<TBudget>(VendorAccount account, Func<TBudget> create)
        where TBudget : class, IVendorBudget
    {
        lock (gate)
        {
            if (!budgets.TryGetValue(account, out var known))
            {
                budgets[account] = known = create();
            }

            return known as TBudget ?? throw new InvalidOperationException($"The account {account} has a {known.GetType().Name} already; it can't have a {typeof(TBudget).Name} too.");
        }
    }

    /// <summary>Tells for every account what waits for its allowance, and for how long.</summary>
    public IReadOnlyDictionary<VendorAccount, DrainForecast> Forecast()
    {
        KeyValuePair<VendorAccount, IVendorBudget>[] all;
        lock (gate)
        {
            all = [.. budgets];
        }

        return all.ToDictionary(entry => entry.Key, entry => entry.Value.Forecast());
    }
}
