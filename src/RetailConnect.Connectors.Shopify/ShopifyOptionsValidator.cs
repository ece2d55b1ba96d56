using Microsoft.Extensions.Options;

namespace RetailConnect.Connectors.Shopify;

[OptionsValidator]
internal sealed partial class ShopifyOptionsValidator : IValidateOptions<ShopifyOptions>;
