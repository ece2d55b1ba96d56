using Microsoft.Extensions.Options;

namespace RetailConnect.Connectors.Shopify;

/// <summary>Checks each setting by its annotations.</summary>
[OptionsValidator]
internal sealed partial class ShopifyOptionsValidator : IValidateOptions<ShopifyOptions>;

/// <summary>Checks what annotations can't say.</summary>
internal sealed class ShopifyRules : IValidateOptions<ShopifyOptions>
{
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

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
