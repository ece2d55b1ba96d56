using Microsoft.Extensions.Options;

namespace RetailConnect.Connectors.Square;

[OptionsValidator]
internal sealed partial class SquareOptionsValidator : IValidateOptions<SquareOptions>;

/// <summary>Either a token, or everything that is needed to get one.</summary>
internal sealed class SquareOptionsRules : IValidateOptions<SquareOptions>
{
    public ValidateOptionsResult Validate(string? name, SquareOptions options)
    {
        if (!string.IsNullOrEmpty(options.AccessToken))
        {
            return ValidateOptionsResult.Success;
        }

        string?[] missing =
        [
            string.IsNullOrEmpty(options.ClientId) ? nameof(options.ClientId) : null, string.IsNullOrEmpty(options.ClientSecret) ? nameof(options.ClientSecret) : null,
            string.IsNullOrEmpty(options.RefreshToken) ? nameof(options.RefreshToken) : null,
        ];
        return missing.All(setting => setting is null)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{nameof(options.AccessToken)} is empty, and without it {string.Join(", ", missing.Where(setting => setting is not null))} must be set.");
    }
}
