namespace RetailConnect.Sync.Customers;

/// <summary>Puts a person together from what the sources say: a pure function, so that it does not matter which of them changed last.</summary>
internal sealed class Survivors(Survivorship rules)
{
    /// <summary>Returns a person as one source says it, with what other sources say better, and which field that is from whom.</summary>
    /// <param name="origin">The source.</param>
    /// <param name="said">What it says.</param>
    /// <param name="others">What the others say now, by source.</param>
    public (Customer Person, IReadOnlyList<(CustomerField Field, string Source)> Kept) Merge(string origin, Customer said, IReadOnlyDictionary<string, Customer> others)
    {
        var person = said;
        var kept = new List<(CustomerField, string)>();
        foreach (var (field, best) in Best(source => source == origin ? said : others.GetValueOrDefault(source)))
        {
            if (best is not null && best != origin)
            {
                person = Take(person, others[best], field);
                kept.Add((field, best));
            }
        }

        return (person, kept);
    }

    /// <summary>Returns the first source of each field with a rule that has it; null where none does.</summary>
    public IEnumerable<(CustomerField Field, string? Source)> Best(Func<string, Customer?> profile) =>
        rules.Preferred.Select(rule => (rule.Key, rule.Value.FirstOrDefault(source => profile(source) is { } said && Has(said, rule.Key))));

    private static bool Has(Customer customer, CustomerField field) => field switch
    {
        CustomerField.Name => IsKnown(customer.FirstName) || IsKnown(customer.LastName),
        CustomerField.Email => IsKnown(customer.Email),
        CustomerField.Phone => IsKnown(customer.Phone),
        _ => customer.Address is { } address && (IsKnown(address.Line1) || IsKnown(address.City) || IsKnown(address.PostalCode)),
    };

    private static bool IsKnown(string? text) => !string.IsNullOrWhiteSpace(text);

    private static Customer Take(Customer person, Customer from, CustomerField field) => field switch
    {
        CustomerField.Name => person with { FirstName = from.FirstName, LastName = from.LastName },
        CustomerField.Email => person with { Email = from.Email },
        CustomerField.Phone => person with { Phone = from.Phone },
        _ => person with { Address = from.Address },
    };
}
