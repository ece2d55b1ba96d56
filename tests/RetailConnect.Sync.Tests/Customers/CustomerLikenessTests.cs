using CsCheck;

namespace RetailConnect.Sync.Tests.Customers;

/// <summary>How alike two profiles are; a false link costs points and privacy, so what only looks alike stays below the thresholds.</summary>
public sealed class CustomerLikenessTests
{
    private const double Asks = 0.7;
    private const double Links = 0.97;

    private static readonly CustomerLikeness Likeness = new();
    private static readonly CustomersOptions Defaults = new();
    private static readonly PostalAddress Home = new() { Line1 = "12 Mill Lane", PostalCode = "LS1 4AP", City = "Leeds", CountryCode = "GB" };
    private static readonly Customer Ada = new() { Id = "1", FirstName = "Ada", LastName = "Lovelace", Email = "ada@example.test", Phone = "+442079460111", Address = Home };

    private static readonly string?[] Texts =
    [
        null, "", " ", "Ada", "ada", "Adam", "A.", "Ada Mary", "Lovelace", "Lovelase", "Müller", "O'Brien", "李", "\ud800", "\uffff", "12 Mill Lane", "Mill Lane 12", "N1", "+442079460111", "020 7946 0111", "a@b.test", "a@c.test", "@",
    ];

    private static readonly Gen<string?> Text = Gen.Int[0, Texts.Length - 1].Select(at => Texts[at]);

    private static readonly Gen<Customer> Anyone = Gen.Select(Text, Text, Text, Text, Gen.Select(Text, Text, Text, Text)).Select((first, last, email, phone, home) => new Customer
    {
        Id = "1", FirstName = first, LastName = last, Email = email, Phone = phone, Address = new() { Line1 = home.Item1, PostalCode = home.Item2, City = home.Item3, CountryCode = home.Item4 },
    });

    private static readonly Gen<Customer> Whole = Gen.Select(Words, Words, Words, Gen.Int[1, 200], Gen.Int[10_000, 99_999], Gen.Bool).Select((first, last, street, house, code, mail) => new Customer
    {
        Id = "1", FirstName = first, LastName = last, Email = mail ? $"{first}@example.test" : null, Phone = mail ? null : $"+4930{code}{code}", Address = new() { Line1 = $"{street} {house}", PostalCode = $"{code}", City = last },
    });

    private static Gen<string> Words => Gen.String[Gen.Char["aeéèüößłñçbdklmnrst"], 2, 12];

    [Fact]
    public void Thresholds_are_those_of_the_settings() => Assert.Equal((Asks, (double?)Links), (Defaults.AskFrom, Defaults.LinkFrom));

    [Fact]
    public void Likeness_is_the_same_whoever_comes_first() => Gen.Select(Anyone, Anyone).Sample((one, other) => Assert.Equal(Likeness.Compare(one, other), Likeness.Compare(other, one)));

    [Fact]
    public void Likeness_is_from_0_to_1() => Gen.Select(Anyone, Anyone).Sample((one, other) => Assert.InRange(Likeness.Compare(one, other), 0, 1));

    [Fact]
    public void Two_who_say_the_same_and_enough_are_one_for_certain() => Whole.Sample(customer => Assert.Equal(1, Likeness.Compare(customer, customer with { Id = "2" })));

    [Fact]
    public void Case_accents_and_blanks_make_no_difference() => Gen.Select(Whole, Whole).Sample((one, other) =>
    {
        Assert.Equal(Likeness.Compare(one, other), Likeness.Compare(Otherwise(one), other));
        Assert.Equal(1, Likeness.Compare(one, Otherwise(one)));
    });

    [Fact]
    public void What_only_one_says_or_says_blank_counts_neither_way() => Gen.Select(Whole, Whole).Sample((one, other) =>
    {
        Assert.Equal(Likeness.Compare(one with { Email = null }, other), Likeness.Compare(one with { Email = "  " }, other));
        Assert.Equal(Likeness.Compare(one with { Address = null }, other), Likeness.Compare(one with { Address = new() { Line1 = "", PostalCode = " " } }, other));
    });

    [Theory]
    [InlineData("Ada", "Lovelace", null, "020 7946 0111", 1)]
    [InlineData("ADA", "Lovelacé", null, "(020) 7946-0111", 1)]
    [InlineData("A.", "Lovelace", null, "020 7946 0111", 0.91)]
    [InlineData("Ada", "Lovelase", null, null, 0.77)]
    [InlineData("Ada", "Lovelace", null, null, 0.87)]
    [InlineData("Ada", "Lovelace", "ada.l@work.test", "020 7946 0111", 0.86)]
    [InlineData("Ada", "Lovelace", "ada@work.test", "020 7946 0111", 0.9)]
    [InlineData("Adam", "Lovelace", null, "020 7946 0111", 0.81)]
    public void Who_may_be_the_same_is_asked_about_and_only_who_agrees_in_three_ways_is_linked(string first, string last, string? email, string? phone, double likeness)
    {
        var found = Likeness.Compare(Ada, new() { Id = "2", FirstName = first, LastName = last, Email = email, Phone = phone, Address = Home with { CountryCode = "gb" } });
        Assert.Equal(likeness, found, 2);
        Assert.True(found >= Asks);
        Assert.Equal(likeness == 1, found >= Links);
    }

    [Theory]
    [InlineData("Bert", "Lovelace", null, "020 7946 0111")]
    [InlineData("Bert", "Lovelace", null, null)]
    [InlineData("Adam", "Lovelace", null, null)]
    [InlineData("Grace", "Hopper", null, "020 7946 0111")]
    [InlineData("Ada", "Lovelace", "other@work.test", "+442079469999")]
    [InlineData("", "Lovelace", null, null)]
    [InlineData("Ada", "", null, null)]
    public void Who_lives_in_the_same_house_or_shares_a_number_is_somebody_else(string first, string last, string? email, string? phone) =>
        Assert.InRange(Likeness.Compare(Ada, new() { Id = "2", FirstName = first, LastName = last, Email = email, Phone = phone, Address = Home }), 0, Asks - 0.01);

    [Theory]
    [InlineData("14 Mill Lane", "LS1 4AQ", "Leeds", "GB")]
    [InlineData("12 Mill Lane", "LS1 4AP", "Leeds", "US")]
    [InlineData("3 Old Road", "BS1 1AA", "Bristol", "GB")]
    public void The_same_name_next_door_or_elsewhere_is_somebody_else(string street, string code, string town, string country) =>
        Assert.InRange(Likeness.Compare(Ada with { Phone = null }, new() { Id = "2", FirstName = "Ada", LastName = "Lovelace", Address = new() { Line1 = street, PostalCode = code, City = town, CountryCode = country } }), 0, Asks - 0.001);

    [Theory]
    [InlineData("Mill Lane 12")]
    [InlineData("12, Mill Ln.")]
    [InlineData("12 MILL  LANE")]
    public void A_street_is_the_same_however_it_is_written(string street) =>
        Assert.InRange(Likeness.Compare(Ada, Ada with { Id = "2", Email = null, Address = Home with { Line1 = street } }), Links, 1);

    [Fact]
    public void A_house_number_that_differs_is_asked_about_and_never_linked() =>
        Assert.InRange(Likeness.Compare(Ada, Ada with { Id = "2", Email = null, Address = Home with { Line1 = "21 Mill Lane" } }), Asks, Links - 0.01);

    [Theory]
    [InlineData("Müller", "Muller", true)]
    [InlineData("Mu\u0308ller", "müller", true)]
    [InlineData("STRAẞE", "Strasse", true)]
    [InlineData("O'Brien", "Obrien", true)]
    [InlineData("Łukasz-Őrsi", "lukasz orsi", true)]
    [InlineData("李", "王", false)]
    public void Names_are_the_same_in_whatever_spelling_of_their_letters(string one, string other, bool same) =>
        Assert.Equal(same, Likeness.Compare(Ada with { LastName = one }, Ada with { LastName = other }) == 1);

    [Fact]
    public void A_name_alone_is_nobody() => Assert.Equal(0.51, Likeness.Compare(new() { Id = "1", FirstName = "Ada", LastName = "Lovelace" }, Ada), 2);

    [Fact]
    public void Two_who_say_nothing_have_nothing_in_common() => Assert.Equal(0, Likeness.Compare(new() { Id = "1" }, new() { Id = "2" }));

    /// <summary>The same person, as somebody else types it.</summary>
    private static Customer Otherwise(Customer customer) => customer with
    {
        FirstName = Typed(customer.FirstName), LastName = Typed(customer.LastName), Email = customer.Email is { } mail ? $" {mail.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal)} " : null, Phone = customer.Phone?.Replace("+49", "+49 (0)", StringComparison.Ordinal),
        Address = customer.Address! with { Line1 = Typed(customer.Address.Line1), City = Typed(customer.Address.City), PostalCode = $" {customer.Address.PostalCode![..2]} {customer.Address.PostalCode[2..]}" },
    };

    private static string Typed(string? text) =>
        $"  {text!.Replace('é', 'e').Replace('è', 'e').Replace('ü', 'u').Replace('ö', 'o').Replace('ñ', 'n').Replace('ç', 'c').Replace('ł', 'l').Replace("ß", "ss", StringComparison.Ordinal).ToUpperInvariant().Replace(" ", "  ", StringComparison.Ordinal)} ";
}
