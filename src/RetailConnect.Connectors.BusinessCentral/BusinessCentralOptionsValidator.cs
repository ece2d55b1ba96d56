using Microsoft.Extensions.Options;
using RetailConnect.Connectors.BusinessCentral.Api;

namespace RetailConnect.Connectors.BusinessCentral;

/// <summary>Checks each setting by its annotations.</summary>
[OptionsValidator]
internal sealed partial class BusinessCentralOptionsValidator : IValidateOptions<BusinessCentralOptions>;

/// <summary>Checks what annotations can't say.</summary>
internal sealed class BusinessCentralRules : IValidateOptions<BusinessCentralOptions>
{
    /// <summary>Properties of an item that are mapped anyway.</summary>
    private static readonly HashSet<string> Known = [.. BusinessCentralJson.Default.Item.Properties.Select(property => property.Name)];

    public ValidateOptionsResult Validate(string? name, BusinessCentralOptions options)
    {
        var failures = new List<string>();
        Check(options.CompanyId != Guid.Empty, "CompanyId: the company's id is missing.");
        Check(IsWeb(options.BaseAddress), "BaseAddress: an absolute http or https address is needed.");
        Check(IsWeb(options.TokenAddress), "TokenAddress: an absolute http or https address is needed.");
        Check(Currency.TryParse(options.LocalCurrency, out _), $"LocalCurrency: '{options.LocalCurrency}' is not an ISO 4217 currency in use.");
        Check(TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone ?? "", out _), $"TimeZone: '{options.TimeZone}' is not an IANA time zone that this machine knows.");
        Check(
            !string.IsNullOrWhiteSpace(options.StockPageRoute) || !string.IsNullOrWhiteSpace(options.DefaultLocation),
            $"DefaultLocation: '{options.DefaultLocation}' names no location, but StockPageRoute '{options.StockPageRoute}' is empty, so that all stock must belong to one.");
        failures.AddRange(options.ItemAttributes.Where(entry => string.IsNullOrWhiteSpace(entry.Value?.Name)).Select(entry => $"ItemAttributes: '{entry.Key}' has no name as an attribute."));
        failures.AddRange(options.ItemAttributes.Keys.Where(Known.Contains).Select(property => $"ItemAttributes: '{property}' is read already, as what the product has a field of its own for."));
        failures.AddRange(options.ItemAttributes.Values.CountBy(attribute => attribute?.Name ?? "").Where(name => name.Key.Length > 0 && name.Value > 1).Select(name => $"ItemAttributes: two properties are the attribute '{name.Key}'."));
        failures.AddRange(options.ItemAttributes.Where(entry => entry.Value?.Type is AttributeType.Cleared).Select(entry => $"ItemAttributes: '{entry.Key}' can't always be cleared."));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(bool holds, string failure)
        {
            if (!holds)
            {
                failures.Add(failure);
            }
        }
    }

    private static bool IsWeb(Uri? address) => address is { IsAbsoluteUri: true, Scheme: "http" or "https" };
}

/// <summary>Checks what a connection for payouts needs besides.</summary>
internal sealed class PayoutRules : IValidateOptions<BusinessCentralOptions>
{
    public ValidateOptionsResult Validate(string? name, BusinessCentralOptions options)
    {
        var failures = options.PayoutClearingAccounts.Where(entry => string.IsNullOrWhiteSpace(entry.Value) || entry.Value.Length > 20).Select(entry => $"PayoutClearingAccounts: '{entry.Value}' for '{entry.Key}' is no number of an account.").ToList();
        if (string.IsNullOrWhiteSpace(options.PayoutJournal))
        {
            failures.Add("PayoutJournal: the code of the journal for payouts is missing.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}

/// <summary>Checks what a connection for payments needs besides.</summary>
internal sealed class PaymentRules : IValidateOptions<BusinessCentralOptions>
{
    public ValidateOptionsResult Validate(string? name, BusinessCentralOptions options)
    {
        var failures = options.PaymentJournals.Where(entry => string.IsNullOrWhiteSpace(entry.Value) || entry.Value.Length > 10).Select(entry => $"PaymentJournals: '{entry.Value}' for '{entry.Key}' is no code of a journal.").ToList();
        if (string.IsNullOrWhiteSpace(options.PaymentJournal))
        {
            failures.Add("PaymentJournal: the code of the journal for payments is missing.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
