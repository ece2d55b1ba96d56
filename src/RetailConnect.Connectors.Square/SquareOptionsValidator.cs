using Microsoft.Extensions.Options;

namespace RetailConnect.Connectors.Square;

/// <summary>Checks each setting by its annotations.</summary>
[OptionsValidator]
internal sealed partial class SquareOptionsValidator : IValidateOptions<SquareOptions>;

/// <summary>Checks what annotations can't say.</summary>
internal sealed class SquareRules : IValidateOptions<SquareOptions>
{
    public ValidateOptionsResult Validate(string? name, SquareOptions options)
    {
        var failures = new List<string>();
        Check(options.BaseAddress is { IsAbsoluteUri: true, Scheme: "http" or "https" }, "BaseAddress: an absolute http or https address is needed.");
        Check(options.MerchantCurrency is null || Currency.TryParse(options.MerchantCurrency, out _), $"MerchantCurrency: '{options.MerchantCurrency}' is not an ISO 4217 currency in use.");
        string?[] grant = [options.ClientId, options.ClientSecret, options.RefreshToken];
        var granted = grant.Count(part => !string.IsNullOrWhiteSpace(part));
        Check(
            granted == (string.IsNullOrWhiteSpace(options.AccessToken) ? grant.Length : 0),
            "AccessToken, ClientId, ClientSecret, RefreshToken: give either AccessToken alone, or the other three without it.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(bool holds, string failure)
        {
            if (!holds)
            {
                failures.Add(failure);
            }
        }
    }
}
