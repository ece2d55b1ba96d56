using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RetailConnect.Sandbox.Square;

/// <summary>The customer directory: each entry of a bulk call stands or falls alone, a key makes one profile, a change names the version that it was made for.</summary>
/// <remarks>Not stated and assumed: a key that is used with other content is refused, an address is replaced as a whole, and a version that is not the newest is a <c>CONFLICT</c>.</remarks>
internal sealed partial class SquareCustomers(SquareState state, SquareSettings settings, SquareHooks hooks, TimeProvider time)
{
    private const int AtOnce = 100;
    private const int LeastDigits = 9;
    private const int MostDigits = 16;
    private static readonly string[] Identifying = ["given_name", "family_name", "company_name", "email_address", "phone_number"];
    private static readonly (string Field, int Most)[] Lengths = [("given_name", 300), ("family_name", 300), ("company_name", 500), ("nickname", 100), ("email_address", 254), ("reference_id", 100)];
    private readonly Dictionary<string, (string Body, JsonObject Answer, DateTimeOffset At)> remembered = [];

    public SandboxResponse Search(JsonObject body)
    {
        var filter = body["query"]?["filter"];
        var (from, to) = (SquareBody.Time(filter?["updated_at"]?["start_at"]), SquareBody.Time(filter?["updated_at"]?["end_at"]));
        var (email, phone, reference) = (Exact(filter, "email_address"), Exact(filter, "phone_number"), Exact(filter, "reference_id"));
        if (phone is not null && E164(phone) is null)
        {
            throw SquareError.Bad("INVALID_PHONE_NUMBER", "Expected phone_number to be in E.164 form.", "query.filter.phone_number.exact");
        }

        string Key(CustomerRow row) => (string)row.Body["id"]!;
        var shown = time.GetUtcNow() - settings.CustomerSearchLag;
        var rows = state.Customers.Values.Where(row => row.CreatedAt <= shown && (from is null || row.UpdatedAt >= from) && (to is null || row.UpdatedAt <= to))
            .Where(row => (email is null || Same(row.Text("email_address"), email)) && (reference is null || Same(row.Text("reference_id"), reference)) && (phone is null || E164(row.Text("phone_number")) == E164(phone)))
            .OrderBy(Key, StringComparer.Ordinal).ToList();
        var (page, cursor) = SquareSimulator.Page(body, rows, AtOnce, Key);
        return SquareSimulator.Ok(("customers", page.Count == 0 ? null : SquareSimulator.List(page.Select(row => row.Body))), ("cursor", cursor));
    }

    public SandboxResponse BulkRetrieve(JsonObject body) => Answers(SquareSimulator.Ids(body, "customer_ids").Distinct(), id =>
        state.Customers.TryGetValue(id, out var row) ? new() { ["customer"] = row.Body.DeepClone() } : Missing(id).ToBody());

    public SandboxResponse BulkCreate(JsonObject body)
    {
        var entries = Entries(body, CustomerShapes.New);
        return Answers(entries.Keys, key => Once(key, entries[key]));
    }

    public SandboxResponse BulkUpdate(JsonObject body)
    {
        var entries = Entries(body, CustomerShapes.Changed);
        foreach (var entry in entries.Values)
        {
            SquareBody.Whole(entry["version"], "version");
        }

        return Answers(entries.Keys, id => Change(id, entries[id]));
    }

    /// <summary>Staff registers somebody, or a client of the API does.</summary>
    public CustomerRow Add(JsonObject content, string source)
    {
        var now = time.GetUtcNow();
        var id = state.NewId("CUST");
        var body = new JsonObject { ["id"] = id, ["created_at"] = SquareState.Time(now), ["updated_at"] = SquareState.Time(now), ["preferences"] = new JsonObject { ["email_unsubscribed"] = false }, ["creation_source"] = source, ["version"] = 0L };
        Put(body, content);
        var row = state.Customers[id] = new CustomerRow { Body = body, CreatedAt = now, UpdatedAt = now };
        hooks.Send("customer.created", id, "customer", new JsonObject { ["customer"] = body.DeepClone() });
        return row;
    }

    /// <summary>Changes a profile; what is null goes away.</summary>
    public void Change(CustomerRow row, JsonObject content)
    {
        var (now, id) = (time.GetUtcNow(), (string)row.Body["id"]!);
        Put(row.Body, content);
        row.UpdatedAt = now;
        (row.Body["updated_at"], row.Body["version"]) = (SquareState.Time(now), row.Version + 1);
        hooks.Send("customer.updated", id, "customer", new JsonObject { ["customer"] = row.Body.DeepClone() });
    }

    /// <summary>Deletes a profile; with a version only when that is the newest.</summary>
    public SandboxResponse Delete(string id, string? version)
    {
        var row = state.Customers.TryGetValue(id, out var known) ? known : throw Missing(id);
        if (version is not null && version != row.Version.ToString(System.Globalization.CultureInfo.InvariantCulture))
        {
            throw new SquareError(409, "INVALID_REQUEST_ERROR", "CONFLICT", "The version is not the newest.");
        }

        state.Customers.Remove(id);
        hooks.Send("customer.deleted", id, "customer", new JsonObject { ["customer"] = row.Body.DeepClone() });
        return SquareSimulator.Ok();
    }

    private static Dictionary<string, JsonObject> Entries(JsonObject body, Shape shape)
    {
        if (body["customers"] is not JsonObject map)
        {
            throw SquareError.Bad("EXPECTED_OBJECT", "Expected an object.", "customers");
        }

        if (map.Count is 0 or > AtOnce)
        {
            throw SquareError.Bad(map.Count == 0 ? "VALUE_EMPTY" : "ARRAY_LENGTH_TOO_LONG", $"customers takes 1 to {AtOnce} entries.", "customers");
        }

        return map.ToDictionary(entry => entry.Key, entry => entry.Key.Length > 0 && shape.Check(entry.Value, $"customers.{entry.Key}") is not { } wrong
            ? entry.Value!.AsObject()
            : throw SquareError.Bad(entry.Key.Length == 0 ? "VALUE_EMPTY" : "BAD_REQUEST", "An entry has an empty key, an unknown field or one of another type.", "customers"));
    }

    private static SandboxResponse Answers(IEnumerable<string> keys, Func<string, JsonObject> answer) => SquareSimulator.Ok(("responses", new JsonObject(keys.ToList().Select(key =>
    {
        try
        {
            return KeyValuePair.Create<string, JsonNode?>(key, answer(key));
        }
        catch (SquareError refused)
        {
            return KeyValuePair.Create<string, JsonNode?>(key, refused.ToBody());
        }
    }))));

    private static void Put(JsonObject body, JsonObject content)
    {
        foreach (var (field, value) in content.Where(field => field.Key != "version"))
        {
            if (value is null)
            {
                body.Remove(field);
            }
            else
            {
                body[field] = value.DeepClone();
            }
        }
    }

    private static SquareError Missing(string id) => SquareError.NotFound($"Customer with ID `{id}`");

    private static string? Exact(JsonNode? filter, string name) => (string?)filter?[name]?["exact"];

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Plus sign and digits; null for a number without country.</summary>
    private static string? E164(string phone) => phone.TrimStart() is ['+', ..] && phone.Count(char.IsAsciiDigit) is >= LeastDigits and <= MostDigits ? $"+{string.Concat(phone.Where(char.IsAsciiDigit))}" : null;

    private JsonObject Once(string key, JsonObject content)
    {
        var text = content.ToJsonString();
        if (remembered.TryGetValue(key, out var earlier) && time.GetUtcNow() - earlier.At < settings.KeysRemembered)
        {
            return earlier.Body == text ? earlier.Answer.DeepClone().AsObject() : throw SquareError.Bad("IDEMPOTENCY_KEY_REUSED", "The idempotency key can only be retried with the same request data.", "idempotency_key");
        }

        Check(content);
        if (Identifying.All(field => string.IsNullOrWhiteSpace((string?)content[field])))
        {
            throw SquareError.Bad("BAD_REQUEST", $"At least one of {string.Join(", ", Identifying)} is required.");
        }

        JsonObject answer = new() { ["customer"] = Add(content, "THIRD_PARTY").Body.DeepClone() };
        remembered[key] = (text, answer, time.GetUtcNow());
        return answer.DeepClone().AsObject();
    }

    private JsonObject Change(string id, JsonObject content)
    {
        var row = state.Customers.GetValueOrDefault(id) ?? throw Missing(id);
        Check(content);
        if ((long?)content["version"] is { } version && version != row.Version)
        {
            throw new SquareError(409, "INVALID_REQUEST_ERROR", "CONFLICT", $"The version {version} is not the current one.", "version");
        }

        Change(row, content);
        return new() { ["customer"] = row.Body.DeepClone() };
    }

    private static void Check(JsonObject content)
    {
        foreach (var (field, most) in Lengths)
        {
            if (((string?)content[field])?.Length > most)
            {
                throw SquareError.Bad("VALUE_TOO_LONG", $"At most {most} characters are allowed.", field);
            }
        }

        if ((string?)content["phone_number"] is { } phone && !(Phone().IsMatch(phone) && phone.Count(char.IsAsciiDigit) is >= LeastDigits and <= MostDigits))
        {
            throw SquareError.Bad("INVALID_PHONE_NUMBER", "Expected phone_number to be a valid phone number.", "phone_number");
        }

        if ((string?)content["email_address"] is { } email && !Email().IsMatch(email))
        {
            throw SquareError.Bad("INVALID_EMAIL_ADDRESS", "Expected email_address to be a valid email address.", "email_address");
        }

        if ((string?)content["address"]?["country"] is { } country && !Country().IsMatch(country))
        {
            throw SquareError.Bad("INVALID_ENUM_VALUE", "Expected country to be of ISO 3166.", "address.country");
        }
    }

    [GeneratedRegex(@"^\+?[0-9 ()./-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"^[A-Z]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Country();
}
