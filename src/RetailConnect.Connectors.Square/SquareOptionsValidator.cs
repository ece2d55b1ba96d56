using Microsoft.Extensions.Options;
using RetailConnect.Connectors.Square.Api;

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

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
