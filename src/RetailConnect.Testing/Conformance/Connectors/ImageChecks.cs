using System.Security.Cryptography;
using static RetailConnect.Testing.ConnectorAbility;

namespace RetailConnect.Testing;

/// <summary>Pictures of products: what is told of them is what is given, or nothing is.</summary>
internal static class ImageChecks
{
    private static readonly TimeSpan AWhile = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Rest = TimeSpan.FromHours(2);
    private static readonly (int Status, FaultKind Kind)[] Refusals = [(400, FaultKind.Rejected), (401, FaultKind.Unauthorized), (403, FaultKind.Unauthorized), (404, FaultKind.Rejected), (500, FaultKind.Transient)];

    public static IEnumerable<ConnectorCheck> All =>
    [
        ConnectorCheck.Of(The_content_of_a_picture_is_what_its_product_tells, Pictures),
        ConnectorCheck.Of(A_product_without_a_picture_tells_and_gives_none, Pictures),
        ConnectorCheck.Of(An_unknown_picture_is_a_fault, Pictures),
        ConnectorCheck.Of(A_picture_that_is_refused_is_the_fault_that_the_refusal_stands_for, Pictures),
        ConnectorCheck.Of(No_secret_is_shown_when_a_picture_is_refused, Pictures),
        ConnectorCheck.Of(A_picture_that_is_cancelled_stops_within_one_call, Pictures),
    ];

    private static async Task The_content_of_a_picture_is_what_its_product_tells(ConnectorBench bench)
    {
        var told = new List<string>();
        for (var picture = 1; picture <= 2; picture++)
        {
            var (id, image) = await PictureAsync(bench, 1);
            Expect.True(image.Digest.Length == 64 && image.Digest.All(char.IsAsciiHexDigitLower), $"The digest is 64 lower-case hexadecimal digits ({image.Digest})");
            Expect.True(image.MediaType.StartsWith("image/", StringComparison.Ordinal), $"The media type is one of a picture ({image.MediaType})");
            Expect.False(string.IsNullOrWhiteSpace(image.FileName), "The file name is blank");
            var content = await OpenAsync(bench, id, image);
            Expect.Equal(image.Length, content.Length, "The length of the content that is told as its length");
            Expect.Equal(image.Digest, Convert.ToHexStringLower(SHA256.HashData(content)), "The digest of the content");
            told.Add(image.Digest);
            bench.Clock.Advance(AWhile);
        }

        Expect.NotEqual(told[0], told[1], "The digest after the picture changed");
    }

    private static async Task A_product_without_a_picture_tells_and_gives_none(ConnectorBench bench)
    {
        var (_, image) = await PictureAsync(bench, 1);
        var plain = await bench.DoAsync(token => bench.Able<IPicturedVendor>().PutPlainAsync(2, token));
        bench.Clock.Advance(AWhile);
        var product = await ReadAsync(bench, plain);
        Expect.NotNull(product.Images, "The pictures of a product that has none: what is known to be empty");
        Expect.Empty(product.Images!, "Pictures of a product that has none");
        try
        {
            Expect.Equal(0, (await OpenAsync(bench, plain, image)).Length, "Bytes of a picture that the product does not have");
        }
        catch (ConnectorException)
        {
            // It says so.
        }
    }

    private static async Task An_unknown_picture_is_a_fault(ConnectorBench bench)
    {
        var (id, image) = await PictureAsync(bench, 1);
        foreach (var unknown in (string[])["no-such-product", "0", $"{id}/../x", new('9', 300)])
        {
            _ = await ExpectFault.OfAsync(() => OpenAsync(bench, new(unknown), image), $"The picture of a product '{unknown}' that is not there");
        }
    }

    private static async Task A_picture_that_is_refused_is_the_fault_that_the_refusal_stands_for(ConnectorBench bench)
    {
        var (id, image) = await PictureAsync(bench, 1);
        foreach (var (status, kind) in Refusals)
        {
            bench.Wire.Act = _ => Task.FromResult(bench.Wire.Answer(status, bench.Vendor.Refusal(status, "Not today.")));
            var fault = await ExpectFault.OfAsync(() => OpenAsync(bench, id, image), $"A picture refused with status {status}");
            Expect.Equal(kind, fault.Kind, $"The fault of a picture refused with status {status}");
            bench.Clock.Advance(Rest);
        }
    }

    /// <summary>The vendor says back what it was sent.</summary>
    private static async Task No_secret_is_shown_when_a_picture_is_refused(ConnectorBench bench)
    {
        var (id, image) = await PictureAsync(bench, 1);
        var shown = new List<string>();
        foreach (var (status, _) in Refusals)
        {
            bench.Wire.Act = call => Task.FromResult(bench.Wire.Answer(status, bench.Vendor.Refusal(status, $"The key {call.Credentials} is not good")));
            var fault = await ExpectFault.OfAsync(() => OpenAsync(bench, id, image), $"A picture refused with status {status}");
            shown.Add($"{fault} {fault.Reason} {fault.Advice} {fault.VendorRequestId}");
            bench.Clock.Advance(Rest);
        }

        foreach (var secret in bench.Harness.Secrets.Concat(bench.Wire.Credentials))
        {
            Expect.Empty(shown.Concat(bench.Logs).Where(text => text.Contains(secret, StringComparison.Ordinal)).Select(text => text.Replace(secret, "(the secret)", StringComparison.Ordinal)), "Faults and lines of the log that hold a secret");
        }
    }

    private static async Task A_picture_that_is_cancelled_stops_within_one_call(ConnectorBench bench)
    {
        var (id, image) = await PictureAsync(bench, 1);
        await StopChecks.StopsAsync(bench, async token => await (await bench.Connection.Part<IImageSource>()!.OpenAsync(new(id, image), token)).DisposeAsync());
    }

    /// <summary>Gives a product a picture, and returns what its source tells of it.</summary>
    private static async Task<(ExternalId Product, ProductImage Image)> PictureAsync(ConnectorBench bench, int number)
    {
        var id = await bench.DoAsync(token => bench.Able<IPicturedVendor>().PutPictureAsync(number, token));
        bench.Clock.Advance(AWhile);
        var product = await ReadAsync(bench, id);
        Expect.NotNull(product.Images, "The pictures of a product that was given one");
        return (id, Expect.Single(product.Images!, "Pictures of a product that was given one"));
    }

    /// <summary>The product by its id where it can be read so, else from the changes.</summary>
    private static async Task<Product> ReadAsync(ConnectorBench bench, ExternalId id)
    {
        if (bench.Connection.Part<IEntitySource<Product>>() is { } entities)
        {
            return Expect.Single(await bench.DoAsync(token => entities.ReadAsync([id], token)), "Products of one id").Value!;
        }

        var changes = bench.Connection.Part<IChangeSource<Product>>() ?? throw new ConformanceException("expected a source of products, because the connector gives pictures of them; saw none");
        var (found, after, more) = (default(Product), default(Cursor), true);
        while (more)
        {
            var page = await bench.DoAsync(token => changes.ReadAsync(new(after, 50, TimeSpan.FromSeconds(5)), token));
            found = page.Changes.LastOrDefault(change => change.Entity == id)?.Value ?? found;
            (after, more) = (page.Next, page.More);
        }

        return found ?? throw new ConformanceException($"expected the source to tell the product {id}; saw others only");
    }

    private static Task<byte[]> OpenAsync(ConnectorBench bench, ExternalId id, ProductImage image) => bench.DoAsync(async token =>
    {
        await using var stream = await bench.Connection.Part<IImageSource>()!.OpenAsync(new(id, image), token);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, token);
        return content.ToArray();
    });
}
