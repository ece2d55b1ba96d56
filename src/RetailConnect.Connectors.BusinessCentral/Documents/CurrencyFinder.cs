using System.Collections.Concurrent;
using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>Finds out how Business Central names a document's currency; its own is no code at all.</summary>
internal sealed class CurrencyFinder(IBusinessCentralApi api, Addresses addresses, Paging paging, BusinessCentralOptions options)
{
    private readonly ConcurrentDictionary<string, bool> known = new();

    /// <exception cref="ConnectorException">The currency is not set up.</exception>
    public async ValueTask<string?> CodeAsync(Currency currency, CancellationToken cancellationToken)
    {
        var code = currency.Code;
        if (string.Equals(code, options.LocalCurrency, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (!known.ContainsKey(code))
        {
            var rows = await paging.AllAsync<CurrencyRow>(addresses.List("currencies", Filter.Equal("code", code), "code"), api.Currencies, cancellationToken);
            if (rows.Count == 0)
            {
                throw new ConnectorException(FaultKind.Rejected, $"Business Central has no currency '{code}'.") { Reason = Reasons.UnsupportedCurrency };
            }

            known[code] = true;
        }

        return code;
    }
}
