using Microsoft.Extensions.Options;

namespace CustomConnector.Depot;

/// <summary>Checks each setting by its annotations.</summary>
[OptionsValidator]
internal sealed partial class DepotOptionsValidator : IValidateOptions<DepotOptions>;

/// <summary>Checks what annotations can't say.</summary>
internal sealed class DepotRules : IValidateOptions<DepotOptions>
{
    public ValidateOptionsResult Validate(string? name, DepotOptions options) => options.BaseAddress switch
    {
        { IsAbsoluteUri: true, Scheme: "https" } or { IsAbsoluteUri: true, Scheme: "http", IsLoopback: true } => ValidateOptionsResult.Success,
        _ => ValidateOptionsResult.Fail("BaseAddress: an absolute https address is needed; http is taken on loopback only, because each call carries the key."),
    };
}
