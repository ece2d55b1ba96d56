namespace RetailConnect.Connectors.Square.Loyalty;

/// <summary>A customer's id in the programme. People who share a phone number share an account, and have ids of their own in it.</summary>
internal static class AccountId
{
    private const char Separator = '/';

    /// <summary>The id of one of several people who share an account.</summary>
    public static ExternalId Shared(string account, CanonicalId person) => $"{account}{Separator}{person.Value}";

    /// <summary>The account that an id stands for.</summary>
    public static string AccountOf(ExternalId id) => id.Value.Split(Separator)[0];
}
