using RetailConnect.Connectors.TalonOne.Api.Contracts;

namespace RetailConnect.Connectors.TalonOne.Customers;

/// <summary>Customer to profile: only Talon.One's built-in attributes, so that nothing has to be created first.</summary>
internal static class ProfileMapper
{
    public static ProfileBody Map(Customer customer)
    {
        var name = string.Join(' ', new[] { customer.FirstName, customer.LastName }.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => part!.Trim()));
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add("Name", name);
        Add("Email", customer.Email);
        Add("ShippingCountry", customer.Address?.CountryCode);
        return new(attributes);

        void Add(string attribute, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                attributes[attribute] = value.Trim();
            }
        }
    }
}
