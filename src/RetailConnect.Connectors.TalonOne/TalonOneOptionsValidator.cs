using Microsoft.Extensions.Options;

namespace RetailConnect.Connectors.TalonOne;

/// <summary>Checks each setting by its annotations.</summary>
[OptionsValidator]
internal sealed partial class TalonOneOptionsValidator : IValidateOptions<TalonOneOptions>;

/// <summary>Checks what annotations can't say.</summary>
internal sealed class TalonOneRules : IValidateOptions<TalonOneOptions>
{
    public ValidateOptionsResult Validate(string? name, TalonOneOptions options) => options.BaseAddress is { IsAbsoluteUri: true, Scheme: "http" or "https" }
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("BaseAddress: an absolute http or https address is needed.");
}
