using System.Security.Cryptography;
using CsCheck;

namespace RetailConnect.Core.Tests;

public sealed class ConnectionImagesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_promised_content_arrives_as_it_is()
    {
        var content = Enumerable.Range(0, 200_000).Select(number => (byte)(number * 7)).ToArray();
        await using var stream = await Images(content).OpenAsync("erp", new("1", Of(content)), Token);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Token);
        Assert.Equal(content, copy.ToArray());
    }

    [Fact]
    public Task Any_other_content_is_refused_before_its_last_byte() => Gen.Select(Gen.Byte.Array[1, 200], Gen.Byte.Array[0, 200]).Where(pair => !pair.Item1.SequenceEqual(pair.Item2)).SampleAsync(async (promised, given) =>
    {
        var taken = 0;
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () =>
        {
            await using var stream = await Images(given).OpenAsync("erp", new("1", Of(promised)), Token);
            var buffer = new byte[7];
            for (int read; (read = await stream.ReadAsync(buffer, Token)) > 0;)
            {
                taken += read;
            }
        });
        Assert.Equal((FaultKind.Transient, Reasons.ImageChanged, false), (fault.Kind, fault.Reason, fault.MayHaveTakenEffect));
        Assert.True(taken < promised.Length);
    });

    [Fact]
    public async Task Refused_credentials_of_the_source_are_not_those_of_the_target()
    {
        var images = new ConnectionImages(_ => new Giving(() => throw new ConnectorException(FaultKind.Unauthorized, "401")));
        var fault = await Assert.ThrowsAsync<ConnectorException>(() => images.OpenAsync("erp", new("1", Of([1])), Token).AsTask());
        Assert.Equal((FaultKind.Transient, false), (fault.Kind, fault.MayHaveTakenEffect));
    }

    [Fact]
    public async Task An_origin_that_gives_no_content_is_told_apart()
    {
        var fault = await Assert.ThrowsAsync<ConnectorException>(() => new ConnectionImages(_ => null).OpenAsync("erp", new("1", Of([1])), Token).AsTask());
        Assert.Equal(FaultKind.Unsupported, fault.Kind);
    }

    [Fact]
    public void No_pictures_are_something_else_than_unknown_ones()
    {
        var product = new Product { Id = "1", Title = "Shirt", Variants = [new() { Sku = new("S"), Price = Price.Of(new(9.5m, "EUR")) }] };
        var fingerprints = new[] { product, product with { Images = [] }, product with { Images = [Of([1])] }, product with { Images = [Of([2])] } }.Select(CanonicalJson.Fingerprint);
        Assert.Distinct(fingerprints);
        var read = CanonicalJson.Deserialize<Product>(CanonicalJson.Serialize(product with { Images = [Of([1])] }));
        Assert.Equal(Of([1]), Assert.Single(read.Images!));
    }

    private static ProductImage Of(byte[] content) => new() { Digest = Convert.ToHexStringLower(SHA256.HashData(content)), Length = content.Length, MediaType = "image/png", FileName = "a.png" };

    private static ConnectionImages Images(byte[] content) => new(_ => new Giving(() => new MemoryStream(content)));

    private sealed class Giving(Func<Stream> give) : IImageSource
    {
        public ValueTask<Stream> OpenAsync(ImageRequest request, CancellationToken cancellationToken) => new(give());
    }
}
