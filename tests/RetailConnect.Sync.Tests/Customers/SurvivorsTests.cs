using CsCheck;
using RetailConnect.Sync.Customers;

namespace RetailConnect.Sync.Tests.Customers;

/// <summary>Whose word stands for what of a person, whichever source changed last.</summary>
public sealed class SurvivorsTests
{
    private static readonly string[] Sources = ["web", "pos", "app", "desk"];
    private static readonly CustomerField[] Fields = Enum.GetValues<CustomerField>();

    private static readonly Gen<Dictionary<string, Customer>> People = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3]).Array[4].Select(said => Sources.Zip(said).ToDictionary(one => one.First, one => new Customer
    {
        Id = one.First, FirstName = Word("n", one.Second.Item1), LastName = Word("f", one.Second.Item1), Email = Word("e", one.Second.Item2), Phone = Word("p", one.Second.Item3),
        Address = Word("a", one.Second.Item4) is { } street ? new() { Line1 = street, City = $"{one.First}-{street}" } : null,
    }));

    private static readonly Gen<Dictionary<CustomerField, string[]>> Rules =
        Gen.Select(Order, Gen.Int[0, 4]).Array[4].Select(rules => Fields.Zip(rules).Where(rule => rule.Second.Item2 > 0).ToDictionary(rule => rule.First, rule => rule.Second.Item1[..rule.Second.Item2]));

    private static Gen<string[]> Order => Gen.Int[0, 23].Select(number =>
    {
        var (left, order) = (Sources.ToList(), new List<string>());
        for (var count = Sources.Length; count > 0; number /= count--)
        {
            order.Add(left[number % count]);
            left.RemoveAt(number % count);
        }

        return order.ToArray();
    });

    [Fact]
    public void A_preferred_field_is_the_same_in_whatever_order_the_sources_change() => Gen.Select(People, Rules, Order, Order).Sample((people, rules, one, other) =>
    {
        var (first, second) = (Play(people, rules, one), Play(people, rules, other));
        foreach (var (field, sources) in rules)
        {
            if (sources.FirstOrDefault(source => ValueOf(people[source], field) is not null) is { } best)
            {
                Assert.Equal(ValueOf(people[best], field), ValueOf(first, field));
                Assert.Equal(ValueOf(first, field), ValueOf(second, field));
            }
        }
    });

    [Fact]
    public void A_field_without_a_rule_is_what_was_said_last_and_no_blank() => Gen.Select(People, Rules, Order).Sample((people, rules, order) =>
    {
        var played = Play(people, rules, order);
        Assert.All(Fields.Where(field => !rules.ContainsKey(field)), field => Assert.Equal(order.Select(source => ValueOf(people[source], field)).LastOrDefault(value => value is not null), ValueOf(played, field)));
    });

    [Fact]
    public void What_was_put_together_stays_the_same_when_it_is_put_together_again() => Gen.Select(People, Rules, Gen.Int[0, 3]).Sample((people, rules, origin) =>
    {
        var survivors = new Survivors(Of(rules));
        var others = people.Where(one => one.Key != Sources[origin]).ToDictionary();
        var (person, _) = survivors.Merge(Sources[origin], people[Sources[origin]], others);
        foreach (var (field, source) in survivors.Merge(Sources[origin], people[Sources[origin]], others).Kept)
        {
            Assert.Equal(ValueOf(people[source], field), ValueOf(person, field));
            Assert.NotEqual(Sources[origin], source);
        }

        Assert.Equal(person, survivors.Merge(Sources[origin], people[Sources[origin]], others).Person);
    });

    [Fact]
    public void A_blank_of_the_preferred_source_leaves_what_the_next_one_says()
    {
        var survivors = new Survivors(new Survivorship().Prefer(CustomerField.Address, "pos", "web"));
        var web = new Customer { Id = "1", Address = new() { City = "Leeds" } };
        var (person, kept) = survivors.Merge("pos", new() { Id = "9", Address = new() { City = " ", CountryCode = "GB" } }, new Dictionary<string, Customer> { ["web"] = web });
        Assert.Equal(("Leeds", (CustomerField.Address, "web")), (person.Address!.City, Assert.Single(kept)));
        Assert.Equal("9", person.Id.Value);
    }

    [Fact]
    public void A_source_that_no_rule_names_has_its_say_only_where_no_preferred_one_has()
    {
        var survivors = new Survivors(new Survivorship().Prefer(CustomerField.Phone, "pos"));
        var app = new Customer { Id = "5", Phone = "1" };
        Assert.Equal("2", survivors.Merge("app", app, new Dictionary<string, Customer> { ["pos"] = new() { Id = "9", Phone = "2" } }).Person.Phone);
        Assert.Equal("1", survivors.Merge("app", app, new Dictionary<string, Customer> { ["pos"] = new() { Id = "9" } }).Person.Phone);
    }

    /// <summary>What a target has after each source changed once, in this order; it takes what is known and leaves the rest.</summary>
    private static Customer Play(Dictionary<string, Customer> people, Dictionary<CustomerField, string[]> rules, string[] order)
    {
        var (survivors, there) = (new Survivors(Of(rules)), new Customer { Id = "" });
        foreach (var source in order)
        {
            var (person, _) = survivors.Merge(source, people[source], people.Where(one => one.Key != source).ToDictionary());
            there = there with { FirstName = person.FirstName ?? there.FirstName, LastName = person.LastName ?? there.LastName, Email = person.Email ?? there.Email, Phone = person.Phone ?? there.Phone, Address = person.Address ?? there.Address };
        }

        return there;
    }

    private static Survivorship Of(Dictionary<CustomerField, string[]> rules)
    {
        var survivorship = new Survivorship();
        foreach (var (field, sources) in rules)
        {
            survivorship.Prefer(field, sources);
        }

        return survivorship;
    }

    private static object? ValueOf(Customer customer, CustomerField field) => field switch
    {
        CustomerField.Name => customer.LastName,
        CustomerField.Email => customer.Email,
        CustomerField.Phone => customer.Phone,
        _ => customer.Address,
    };

    private static string? Word(string kind, int number) => number == 0 ? null : $"{kind}{number}";
}
