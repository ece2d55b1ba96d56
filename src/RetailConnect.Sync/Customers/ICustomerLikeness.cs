namespace RetailConnect;

/// <summary>Says how much two profiles are alike. A partner implements it where <see cref="CustomerLikeness"/> is not the rule.</summary>
/// <remarks>A pure function, called from several threads: the same two profiles give the same answer, whichever comes first. It is asked only about a profile that no link, address or number identifies, and about those that share something with it.</remarks>
public interface ICustomerLikeness
{
    /// <summary>Returns 0 for two who have nothing in common up to 1 for two who are one person for certain.</summary>
    /// <exception cref="Exception">Whatever it throws, and an answer that is not from 0 to 1, parks the new customer as a bug.</exception>
    double Compare(Customer one, Customer other);
}
