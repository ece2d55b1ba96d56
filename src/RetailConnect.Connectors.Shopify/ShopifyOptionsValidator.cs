using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using RetailConnect.Connectors.Shopify.Catalog.Attributes;

namespace RetailConnect.Connectors.Shopify;

/// <summary>Checks each setting by its annotations.</summary>
[OptionsValidator]
internal sealed partial class ShopifyOptionsValidator : IValidateOptions<ShopifyOptions>;

/// <summary>Checks what annotations can't say.</summary>
internal sealed partial class ShopifyRules : IValidateOptions<ShopifyOptions>
{
    private const int MostAttributes = 24;

    public ValidateOptionsResult Validate(string? name, ShopifyOptions options)
    {
        var failures = new List<string>();
        if (options.Shop is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            failures.Add("Shop: an absolute http or https address is needed, for example https://northwind.myshopify.com/.");
        }

        if (string.IsNullOrWhiteSpace(options.ClientId) && string.IsNullOrWhiteSpace(options.AccessToken))
        {
            failures.Add("ClientId, AccessToken: both are empty, so that there is no way to authenticate; set one of them.");
        }

        failures.AddRange(options.Publications.Where(id => !Publication().IsMatch(id)).Select(id => $"Publications: '{id}' is no id of a publication, such as gid://shopify/Publication/1."));
        failures.AddRange(options.PriceLists.Where(entry => !PriceList().IsMatch(entry.Value)).Select(entry => $"PriceLists: '{entry.Value}' of '{entry.Key}' is no id of a price list, such as gid://shopify/PriceList/1."));
        failures.AddRange(AttributeFailures(options.Attributes));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> AttributeFailures(IDictionary<string, ShopifyMetafield> attributes)
    {
        if (attributes.Count > MostAttributes)
        {
            yield return $"Attributes: there are {attributes.Count}, more than {MostAttributes}: Shopify takes 25 metafields at once, and one is the app's own.";
        }

        foreach (var (name, place) in attributes)
        {
            if (place is not { Namespace.Length: >= 3 and <= 255, Key.Length: >= 2 and <= 64 } || !Letters().IsMatch(place.Namespace) || !Letters().IsMatch(place.Key))
            {
                yield return $"Attributes: '{place}' of '{name}' is no metafield: a namespace has 3 to 255, a key 2 to 64 letters, digits, hyphens or underscores.";
            }
            else if (!MetafieldText.Knows(place.Type))
            {
                yield return $"Attributes: '{name}' has the type '{place.Type}', which is none of {string.Join(", ", MetafieldText.Known)}.";
            }
        }

        foreach (var twice in attributes.Values.GroupBy(place => $"{place}").Where(group => group.Count() > 1))
        {
            yield return $"Attributes: two attributes stand in the metafield '{twice.Key}'.";
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+\z")]
    private static partial Regex Letters();

    [GeneratedRegex(@"\Agid://shopify/PriceList/[0-9]+\z")]
    private static partial Regex PriceList();

    [GeneratedRegex(@"\Agid://shopify/Publication/[0-9]+\z")]
    private static partial Regex Publication();
}
