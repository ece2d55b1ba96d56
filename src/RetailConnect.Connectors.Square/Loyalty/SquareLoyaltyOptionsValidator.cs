using Microsoft.Extensions.Options;
using RetailConnect.Connectors.Square.Api;

namespace RetailConnect.Connectors.Square.Loyalty;

/// <summary>Checks each setting by its annotations.</summary>
[OptionsValidator]
internal sealed partial class SquareLoyaltyOptionsValidator : IValidateOptions<SquareLoyaltyOptions>;

/// <summary>Checks what annotations can't say.</summary>
internal sealed class SquareLoyaltyRules : IValidateOptions<SquareLoyaltyOptions>
{
    public ValidateOptionsResult Validate(string? name, SquareLoyaltyOptions options) =>
        SellerRules.Check(options).ToList() is { Count: > 0 } failures ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
}
