namespace RetailConnect.Contracts;

/// <summary>One way in which a request breaks its vendor's contract.</summary>
/// <param name="Vendor">Vendor that received the request.</param>
/// <param name="Operation">Operation of the contract, or the method and path where none matched.</param>
/// <param name="Rule">Kebab-case name of the rule.</param>
/// <param name="Detail">What is wrong and where.</param>
public sealed record Violation(string Vendor, string Operation, string Rule, string Detail)
{
    /// <summary>Returns the violation as one line.</summary>
    public override string ToString() => $"{Vendor} {Operation}: {Rule}: {Detail}";
}
