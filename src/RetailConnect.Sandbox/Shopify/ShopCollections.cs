using GraphQL;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>Collections whose products are found by a condition on their type; other conditions are none of the simulator's.</summary>
internal sealed class ShopCollections(ShopState state)
{
    private const int MostCharacters = 255;

    public Obj Create(IResolveFieldContext context)
    {
        var input = context.GetArgument<Dictionary<string, object?>?>("collection") ?? throw new ExecutionError("The simulator knows the argument collection only: input is deprecated.") { Code = "BAD_REQUEST" };
        var (title, handle) = (input.GetValueOrDefault("title") as string ?? "", input.GetValueOrDefault("handle") as string);
        if (string.IsNullOrWhiteSpace(title))
        {
            return Refused("title", "Title can't be blank");
        }

        if (title.Length > MostCharacters)
        {
            return Refused("title", $"Title is too long (maximum is {MostCharacters} characters)");
        }

        if (handle is not null && Find(handle) is not null)
        {
            return Refused("handle", "Handle has already been taken");
        }

        var row = new CollectionRow { Id = state.NewId("Collection"), Handle = handle ?? $"collection-{state.Collections.Count + 1}", Title = title, Types = [.. Objects(input, "sources").SelectMany(Types)] };
        state.Collections[row.Id] = row;
        return new("CollectionCreatePayload", ("collection", View(row)), ("userErrors", new List<Obj>()));
    }

    public Obj? ByIdentifier(IResolveFieldContext context)
    {
        var identifier = context.GetArgument<Dictionary<string, object?>>("identifier");
        var found = identifier.GetValueOrDefault("id") is string id ? state.Collections.GetValueOrDefault(id) : Find(identifier.GetValueOrDefault("handle") as string);
        return found is null ? null : View(found);
    }

    private CollectionRow? Find(string? handle) => state.Collections.Values.FirstOrDefault(row => row.Handle == handle);

    private static Obj View(CollectionRow row) => new("Collection", ("id", row.Id), ("handle", row.Handle), ("title", row.Title));

    private static Obj Refused(string field, string message) => new(
        "CollectionCreatePayload", ("collection", null), ("userErrors", new List<Obj> { new("UserError", ("field", new List<string> { "collection", field }), ("message", message)) }));

    private static IEnumerable<string> Types(Dictionary<string, object?> target)
    {
        var inclusion = (target.GetValueOrDefault("source") as Dictionary<string, object?>)?.GetValueOrDefault("inclusion") as Dictionary<string, object?> ?? [];
        return Objects(inclusion, "conditions").Select(condition => condition.GetValueOrDefault("productType")).OfType<Dictionary<string, object?>>()
            .Where(type => type.GetValueOrDefault("relation")?.ToString() == "EQUALS" && type.GetValueOrDefault("matchType")?.ToString() == "ANY")
            .SelectMany(type => ((IEnumerable<object?>)type["values"]!).OfType<string>());
    }

    private static IEnumerable<Dictionary<string, object?>> Objects(Dictionary<string, object?> parent, string field) => (parent.GetValueOrDefault(field) as IEnumerable<object?> ?? []).OfType<Dictionary<string, object?>>();
}
