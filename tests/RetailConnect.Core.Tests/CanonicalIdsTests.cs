using CsCheck;

namespace RetailConnect.Core.Tests;

public sealed class CanonicalIdsTests
{
    [Theory]
    [InlineData("web", "gid://shopify/Order/5001", "web-5001")]
    [InlineData("pos", "CAISENgvlJ6jLWAzERDzjyHVybY", "pos-CAISENgvlJ6jLWAzERDzjyHVybY")]
    [InlineData("erp", "", "erp-")]
    public void A_short_id_stays_readable(string connection, string id, string expected) => Assert.Equal(expected, CanonicalIds.Of(connection, id).Value);

    [Fact]
    public void No_id_is_longer_than_an_erp_document_number_takes() => Gen.Select(Gen.String[1, 60], Gen.String[0, 300]).Sample((connection, id) =>
    {
        Assert.InRange(CanonicalIds.Of(connection, id).Value.Length, 1, CanonicalIds.MostCharacters);
        Assert.Equal(CanonicalIds.Of(connection, id), CanonicalIds.Of(connection, id));
    });

    [Fact]
    public void Long_ids_that_differ_anywhere_have_two_canonical_ids() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 33, 80], Gen.Int[0, 1000], Gen.Char.AlphaNumeric).Sample((id, place, other) =>
        {
            var changed = $"{id[..(place % id.Length)]}{other}{id[((place % id.Length) + 1)..]}";
            Assert.Equal(id == changed, CanonicalIds.Of("web", id) == CanonicalIds.Of("web", changed));
            Assert.NotEqual(CanonicalIds.Of("web", id), CanonicalIds.Of("pos", id));
        });

    [Fact]
    public void A_hyphen_in_a_connections_name_never_makes_two_documents_one()
    {
        Assert.NotEqual(CanonicalIds.Of("web", "1-2"), CanonicalIds.Of("web-1", "2"));
        Assert.NotEqual(CanonicalIds.Of("web-1", "2"), CanonicalIds.Of("web-2", "2"));
    }
}
