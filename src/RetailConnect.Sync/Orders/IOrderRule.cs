namespace RetailConnect;

/// <summary>Says whether an order is brought to a target that does not have it yet. <see cref="OrderRules"/> has the usual rules; a partner implements it for its own.</summary>
/// <remarks>A pure function, called from several threads, for each version of an order anew: the same order gets the same ruling. What is posted already is not asked about, so that its changes are never held back.</remarks>
public interface IOrderRule
{
    /// <summary>Name in small letters and hyphens, for example <c>risk</c>; it stands in the reason of each order that the rule keeps back.</summary>
    string Name { get; }

    /// <summary>Judges an order.</summary>
    /// <exception cref="Exception">Whatever it throws parks the order as a bug.</exception>
    OrderRuling Judge(Order order);
}
