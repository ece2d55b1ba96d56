namespace RetailConnect.Http;

/// <summary>Cost of a request in the vendor's units, carried by the request.</summary>
public static class RequestCost
{
    /// <summary>Name of the request property; a Refit method passes it with <c>[Property(RequestCost.Key)] double cost</c>.</summary>
    public const string Key = "RetailConnect.Cost";

    /// <summary>The option under which the cost travels.</summary>
    internal static readonly HttpRequestOptionsKey<double> Option = new(Key);
}
