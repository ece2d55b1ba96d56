using System.Text.RegularExpressions;
using GraphQL;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>The mutations metafieldsSet and metafieldsDelete: everything is checked before anything is written.</summary>
internal sealed partial class ShopMetafields(ShopState state, ShopViews views, TimeProvider time)
{
    private const int Most = 25;

    public Obj Set(IResolveFieldContext context)
    {
        var inputs = context.GetArgument<List<Dictionary<string, object?>>>("metafields");
        if (inputs.Count > Most)
        {
            return Refused([Error("LESS_THAN_OR_EQUAL_TO", null, null, $"Exceeded the maximum metafields input limit of {Most}.")]);
        }

        var wanted = inputs.Select(input => (Place: PlaceOf(input), Input: input)).ToList();
        var errors = wanted.Select((item, index) => ProblemOf(item.Place, item.Input) is var (code, field, message) ? Error(code, index, field, message) : null).OfType<Obj>().ToList();
        errors.AddRange(wanted.Select((item, index) => (item.Place, Index: index)).GroupBy(item => item.Place).Where(group => group.Count() > 1).Select(group => Error("TAKEN", group.Last().Index, "key", "A metafield is listed twice.")));
        if (errors.Count > 0)
        {
            return Refused(errors);
        }

        var written = wanted.Select(item => Write(item.Place, item.Input)).ToList();
        return new("MetafieldsSetPayload", ("metafields", written.Select(views.Metafield).ToList()), ("userErrors", new List<Obj>()));
    }

    public Obj Delete(IResolveFieldContext context)
    {
        var places = context.GetArgument<List<Dictionary<string, object?>>>("metafields").Select(PlaceOf).ToList();
        for (var index = 0; index < Math.Max(1, places.Count); index++)
        {
            if (places.Count == 0 || !state.Products.ContainsKey(places[index].Owner) || IsForeign(places[index].Namespace))
            {
                return new("MetafieldsDeletePayload", ("deletedMetafields", null), ("userErrors", new List<Obj> { new("UserError", ("field", new List<string> { "metafields", $"{index}" }), ("message", "The metafield can't be deleted.")) }));
            }
        }

        var gone = places.Select(place => state.Metafields.Remove(place) ? new Obj("MetafieldIdentifier", ("ownerId", place.Owner), ("namespace", place.Namespace), ("key", place.Key)) : null).ToList();
        return new("MetafieldsDeletePayload", ("deletedMetafields", gone), ("userErrors", new List<Obj>()));
    }

    private (string Code, string Field, string Message)? ProblemOf((string Owner, string Namespace, string Key) place, Dictionary<string, object?> input)
    {
        var (there, defined) = (state.Metafields.GetValueOrDefault(place), state.MetafieldDefinitions.GetValueOrDefault((place.Namespace, place.Key)));
        var type = input.GetValueOrDefault("type") as string ?? defined;
        var value = (string)input["value"]!;
        return place switch
        {
            _ when !state.Products.ContainsKey(place.Owner) => ("INVALID", "ownerId", "Owner does not exist."),
            _ when IsForeign(place.Namespace) => ("APP_NOT_AUTHORIZED", "namespace", "Access to this namespace and key on Metafields for this resource type is not allowed."),
            { Namespace.Length: < 3 } => ("TOO_SHORT", "namespace", "Namespace is too short (minimum is 3 characters)"),
            { Namespace.Length: > 255 } => ("TOO_LONG", "namespace", "Namespace is too long (maximum is 255 characters)"),
            { Key.Length: < 2 } => ("TOO_SHORT", "key", "Key is too short (minimum is 2 characters)"),
            { Key.Length: > 64 } => ("TOO_LONG", "key", "Key is too long (maximum is 64 characters)"),
            _ when !Letters().IsMatch(place.Namespace) || !Letters().IsMatch(place.Key) => ("INVALID", "key", "Only alphanumeric characters, hyphens, and underscores are allowed."),
            _ when type is null => ("BLANK", "type", "Type can't be blank"),
            _ when !MetafieldTypes.Knows(type) => ("INCLUSION", "type", $"'{type}' is no type of metafields."),
            _ when (defined ?? there?.Type) is { } other && other != type => ("INVALID_TYPE", "type", $"Type must be consistent with the definition's type: '{other}'."),
            _ when string.IsNullOrWhiteSpace(value) => ("BLANK", "value", "Value can't be blank"),
            _ when MetafieldTypes.Kept(type, value) is null => ("INVALID_VALUE", "value", $"Value is no {type}."),
            _ when input.TryGetValue("compareDigest", out var digest) && digest as string != there?.Digest => ("STALE_OBJECT", "compareDigest", "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value."),
            _ => null,
        };
    }

    private MetafieldRow Write((string Owner, string Namespace, string Key) place, Dictionary<string, object?> input) => state.SetMetafield(
        place, input.GetValueOrDefault("type") as string ?? state.MetafieldDefinitions[(place.Namespace, place.Key)], (string)input["value"]!, time.GetUtcNow());

    /// <summary>Without a namespace it is the one that is reserved for the app.</summary>
    private static (string Owner, string Namespace, string Key) PlaceOf(Dictionary<string, object?> input) =>
        ((string)input["ownerId"]!, input.GetValueOrDefault("namespace") as string ?? ShopState.AppNamespace, (string)input["key"]!);

    private static bool IsForeign(string name) => name.StartsWith("app--", StringComparison.Ordinal) && name != ShopState.AppNamespace;

    private static Obj Refused(List<Obj> errors) => new("MetafieldsSetPayload", ("metafields", null), ("userErrors", errors));

    private static Obj Error(string code, int? index, string? field, string message) => new(
        "MetafieldsSetUserError", ("code", code), ("elementIndex", index), ("field", index is null ? ["metafields"] : new List<string> { "metafields", $"{index}", field! }), ("message", message));

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+\z")]
    private static partial Regex Letters();
}
