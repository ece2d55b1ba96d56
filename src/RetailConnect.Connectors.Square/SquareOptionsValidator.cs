using Microsoft.Extensions.Options;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Catalog;

namespace RetailConnect.Connectors.Square;

/// <summary>Checks each setting by its annotations.</summary>
[OptionsValidator]
internal sealed partial class SquareOptionsValidator : IValidateOptions<SquareOptions>;

/// <summary>Checks what annotations can't say.</summary>
internal sealed class SquareRules : IValidateOptions<SquareOptions>
{
    public ValidateOptionsResult Validate(string? name, SquareOptions options)
    {
        var failures = SellerRules.Check(options).ToList();
        if (options.MerchantCurrency is not null && !Currency.TryParse(options.MerchantCurrency, out _))
        {
            failures.Add($"MerchantCurrency: '{options.MerchantCurrency}' is not an ISO 4217 currency in use.");
        }

        failures.AddRange(options.Attributes.Where(entry => string.IsNullOrWhiteSpace(entry.Value?.Key)).Select(entry => $"Attributes: '{entry.Key}' names no key of a definition."));
        failures.AddRange(options.Attributes.Where(entry => entry.Value?.Type is not (ItemAttributes.Text or ItemAttributes.Number or ItemAttributes.Boolean)).Select(entry => $"Attributes: '{entry.Key}' has the type '{entry.Value?.Type}', which is none of STRING, NUMBER, BOOLEAN."));
        failures.AddRange(options.Attributes.Values.CountBy(place => place?.Key ?? "").Where(key => key.Key.Length > 0 && key.Value > 1).Select(key => $"Attributes: two attributes stand in '{key.Key}'."));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
