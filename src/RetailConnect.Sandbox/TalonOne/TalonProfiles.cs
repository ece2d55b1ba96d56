using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.TalonOne;

/// <summary>Saves profiles: attributes that are not named stay as they are, and those that the account has not enabled are refused.</summary>
/// <remarks>Whether a call of several is refused as a whole is not stated; it is here, and so is one that names a profile twice or none at all.</remarks>
internal sealed class TalonProfiles(TalonState state, TalonOneSettings settings, TimeProvider time)
{
    public SandboxResponse Save(string id, JsonObject body, TalonQuery query)
    {
        var (rules, dry) = (query.Flag("runRuleEngine") == true, query.Flag("dry") == true);
        if (!rules && (dry || body["responseContent"] is not null))
        {
            throw TalonError.Bad("dry and responseContent work only with runRuleEngine=true.");
        }

        TalonBody.CheckWholes(body["evaluableCampaignIds"], "evaluableCampaignIds");
        var attributes = Attributes(body, "");
        if (!dry)
        {
            Save(id, attributes);
        }

        return SandboxResponse.Json(200, new JsonObject { ["effects"] = new JsonArray(), ["createdCoupons"] = new JsonArray(), ["createdReferrals"] = new JsonArray() });
    }

    public SandboxResponse SaveAll(JsonObject body, TalonQuery query)
    {
        var silent = query.Text("silent") switch
        {
            null or "yes" => true,
            "no" => false,
            _ => throw TalonError.Bad("The query parameter silent must be yes or no."),
        };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var read = new List<(string Id, List<KeyValuePair<string, JsonNode?>> Attributes)>();
        foreach (var (index, profile) in ((JsonArray?)body["customerProfiles"] ?? []).Index())
        {
            var (id, where) = ((string)profile!["integrationId"]!, $"customerProfiles[{index}].");
            if (!TalonShapes.IsId(id) || !seen.Add(id))
            {
                throw TalonError.Bad($"{where}integrationId is empty, or named twice.");
            }

            read.Add((id, Attributes(profile.AsObject(), where)));
        }

        if (read.Count == 0)
        {
            throw TalonError.Bad("customerProfiles is empty.");
        }

        read.ForEach(profile => Save(profile.Id, profile.Attributes));
        return silent
            ? SandboxResponse.Empty(204)
            : SandboxResponse.Json(200, new JsonObject { ["integrationStates"] = new JsonArray([.. read.Select(profile => new JsonObject { ["customerProfile"] = Show(profile.Id, state.Profiles[profile.Id]) })]) });
    }

    /// <summary>Deletes the attributes of a profile; the profile itself stays, with its sessions and points. Sessions have no attributes here.</summary>
    public SandboxResponse DeleteData(string id, TalonQuery _)
    {
        var row = state.Profiles.TryGetValue(id, out var known) ? known : throw TalonError.NotFound();
        row.Attributes.Clear();
        row.ChangedAt = time.GetUtcNow();
        return SandboxResponse.Empty(204);
    }

    private List<KeyValuePair<string, JsonNode?>> Attributes(JsonObject body, string where)
    {
        var attributes = TalonBody.Named(body, "attributes", where, settings.ProfileAttributes).ToList();
        return attributes.Any(attribute => attribute.Value is not null && attribute.Value.GetValueKind() is not JsonValueKind.String) ? throw TalonError.Bad($"{where}attributes: the value must be a text.") : attributes;
    }

    private void Save(string id, List<KeyValuePair<string, JsonNode?>> attributes)
    {
        var now = time.GetUtcNow();
        var row = state.ProfileOf(id, now);
        row.ChangedAt = now;
        foreach (var (name, value) in attributes)
        {
            row.Attributes[name] = value?.DeepClone();
        }
    }

    private JsonObject Show(string id, ProfileRow row)
    {
        var closed = state.Sessions.Values.Where(session => session.Profile == id && session.State is "closed").ToList();
        return new()
        {
            ["id"] = row.Number, ["created"] = TalonState.Time(row.CreatedAt), ["integrationId"] = id, ["attributes"] = row.Attributes.DeepClone(), ["accountId"] = 1, ["closedSessions"] = closed.Count,
            ["totalSales"] = closed.Sum(session => session.Cart.Sum(item => item.Quantity * item.Price)), ["lastActivity"] = TalonState.Time(row.ChangedAt),
        };
    }
}
