using RetailConnect.Connectors.TalonOne.Api.Contracts;

namespace RetailConnect.Connectors.TalonOne.Customers;

/// <summary>Customer to profile: only attributes that the settings name, because Talon.One refuses unknown ones.</summary>
internal static class ProfileMapper
{
    public static ProfileBody Map(Customer customer, TalonOneOptions options)
    {
        var name = string.Join(' ', new[] { customer.FirstName, customer.LastName }.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => part!.Trim()));
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(options.NameAttribute, name);
        Add(options.EmailAttribute, customer.Email);
        Add(options.CountryAttribute, customer.Address?.CountryCode);
        return new(attributes);

        void Add(string? attribute, string? value)
        {
            if (!string.IsNullOrWhiteSpace(attribute) && !string.IsNullOrWhiteSpace(value))
            {
                attributes[attribute] = value.Trim();
            }
        }
    }
}
