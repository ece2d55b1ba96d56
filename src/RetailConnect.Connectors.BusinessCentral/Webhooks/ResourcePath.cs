using System.Text.RegularExpressions;

namespace RetailConnect.Connectors.BusinessCentral.Webhooks;

/// <summary>What a notice or a subscription speaks of.</summary>
/// <param name="Company">Id of the company.</param>
/// <param name="Collection">Entity set.</param>
/// <param name="Entity">Id of the entity; null when the whole set is meant.</param>
internal sealed partial record ResourcePath(Guid Company, string Collection, ExternalId? Entity)
{
    /// <summary>Reads a relative or absolute resource; null when it is none of a company.</summary>
    public static ResourcePath? Parse(string? resource)
    {
        if (resource is not { Length: <= 2048 } || Pattern().Match(resource) is not { Success: true } match || !Guid.TryParse(match.Groups["company"].Value, out var company))
        {
            return null;
        }

        var entity = match.Groups["entity"];
        return !entity.Success ? new(company, match.Groups["collection"].Value, null)
            : Guid.TryParse(entity.Value, out var id) ? new(company, match.Groups["collection"].Value, new ExternalId(id.ToString()))
            : null;
    }

    [GeneratedRegex(@"(^|/)companies\((?<company>[0-9a-fA-F-]{36})\)/(?<collection>[A-Za-z]{1,60})(\((?<entity>[^()/?]{1,60})\))?(\?.*)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Pattern();
}
