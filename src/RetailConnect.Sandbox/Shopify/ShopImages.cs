using GraphQL;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>The mutations fileCreate and fileUpdate, for pictures only: everything is checked before anything is written.</summary>
internal sealed class ShopImages(ShopState state, ShopViews views, ShopHooks hooks, TimeProvider time)
{
    private const int MostLetters = 512;
    private const int MostOfProduct = 250;

    public Obj Create(IResolveFieldContext context)
    {
        var inputs = context.GetArgument<List<Dictionary<string, object?>>>("files");
        var errors = inputs.Select((input, index) => ProblemOf(input) is var (code, field, message) ? Error(code, index, field, message) : null).OfType<Obj>().ToList();
        return errors.Count > 0
            ? new("FileCreatePayload", ("files", null), ("userErrors", errors))
            : new("FileCreatePayload", ("files", inputs.Select(input => views.File(Add(input))).ToList()), ("userErrors", new List<Obj>()));
    }

    public Obj Update(IResolveFieldContext context)
    {
        var inputs = context.GetArgument<List<Dictionary<string, object?>>>("files");
        var errors = inputs.Select((input, index) => ProblemOfUpdate(input) is var (code, field, message) ? Error(code, index, field, message) : null).OfType<Obj>().ToList();
        if (errors.Count > 0)
        {
            return new("FileUpdatePayload", ("files", null), ("userErrors", errors));
        }

        foreach (var (file, input) in inputs.Select(input => (state.Files[(string)input["id"]!], input)))
        {
            file.Alt = input.GetValueOrDefault("alt") as string ?? file.Alt;
            file.UpdatedAt = time.GetUtcNow();
            Ids(input, "referencesToAdd").Select(id => state.Products[id]).Where(product => !product.Media.Contains(file)).ToList().ForEach(product => Change(product, media => media.Add(file)));
            Ids(input, "referencesToRemove").Select(id => state.Products[id]).Where(product => product.Media.Contains(file)).ToList().ForEach(product => Change(product, media => media.Remove(file)));
        }

        return new("FileUpdatePayload", ("files", inputs.Select(input => views.File(state.Files[(string)input["id"]!])).ToList()), ("userErrors", new List<Obj>()));
    }

    private void Change(ProductRow product, Action<List<FileRow>> change)
    {
        change(product.Media);
        product.UpdatedAt = time.GetUtcNow();
        hooks.Product(product);
    }

    private (string Code, string Field, string Message)? ProblemOf(Dictionary<string, object?> input)
    {
        var (name, mode) = (input.GetValueOrDefault("filename") as string, input.GetValueOrDefault("duplicateResolutionMode") as string);
        return UploadOf(input) switch
        {
            null => ("INVALID_IMAGE_SOURCE_URL", "originalSource", "Image URL is invalid"),
            _ when mode is "REPLACE" => ("INVALID_DUPLICATE_RESOLUTION_MODE", "duplicateResolutionMode", "The simulator replaces no files."),
            _ when name is not null && Extension(name) != Extension((string)input["originalSource"]!) => ("MISMATCHED_FILENAME_AND_ORIGINAL_SOURCE", "filename", "Provided filename extension must match original source."),
            _ when mode is "RAISE_ERROR" && IsTaken(NameOf(input)) => ("FILENAME_ALREADY_EXISTS", "filename", "A file with this filename already exists."),
            _ when (input.GetValueOrDefault("alt") as string)?.Length > MostLetters => ("ALT_VALUE_LIMIT_EXCEEDED", "alt", $"The alt value exceeds the maximum limit of {MostLetters} characters."),
            _ => null,
        };
    }

    private (string Code, string Field, string Message)? ProblemOfUpdate(Dictionary<string, object?> input) => !state.Files.TryGetValue((string)input["id"]!, out var file)
        ? ("FILE_DOES_NOT_EXIST", "id", "File does not exist.")
        : file.StatusAt(time.GetUtcNow()) switch
        {
            FileRow.Failed => ("INVALID_FAILED_MEDIA_STATE", "id", "File cannot be updated in a failed state."),
            not FileRow.Ready => ("NON_READY_STATE", "id", "Non-ready files cannot be updated."),
            _ when Ids(input, "referencesToAdd").Concat(Ids(input, "referencesToRemove")).Any(id => !state.Products.ContainsKey(id)) => ("REFERENCE_TARGET_DOES_NOT_EXIST", "referencesToAdd", "Reference target does not exist."),
            _ when Ids(input, "referencesToAdd").Any(id => state.Products[id].Media.Count >= MostOfProduct) => ("PRODUCT_MEDIA_LIMIT_EXCEEDED", "referencesToAdd", "Exceeded the limit of media per product."),
            _ => null,
        };

    private FileRow Add(Dictionary<string, object?> input)
    {
        var (name, now) = (NameOf(input), time.GetUtcNow());
        var id = state.NewId("MediaImage");

        // Without another wish a name that is taken gets a suffix.
        var free = IsTaken(name) ? $"{Path.GetFileNameWithoutExtension(name)}_{ShopState.Tail(id)}{Path.GetExtension(name)}" : name;
        return state.Files[id] = new() { Id = id, Name = free, Content = UploadOf(input)!.Content!.Value.ToArray(), Alt = input.GetValueOrDefault("alt") as string, CreatedAt = now, UpdatedAt = now };
    }

    /// <summary>Pictures from elsewhere in the web are not simulated.</summary>
    private UploadRow? UploadOf(Dictionary<string, object?> input) => state.Uploads.Values.FirstOrDefault(upload => upload is { Content: not null, ResourceUrl: { } url } && url == (string)input["originalSource"]!);

    private bool IsTaken(string name) => state.Files.Values.Any(file => string.Equals(file.Name, name, StringComparison.OrdinalIgnoreCase));

    private static string NameOf(Dictionary<string, object?> input) => input.GetValueOrDefault("filename") as string ?? Path.GetFileName((string)input["originalSource"]!);

    private static string Extension(string name) => Path.GetExtension(name).ToUpperInvariant();

    private static IReadOnlyList<string> Ids(Dictionary<string, object?> input, string field) => [.. (input.GetValueOrDefault(field) as IEnumerable<object?> ?? []).OfType<string>()];

    private static Obj Error(string code, int index, string field, string message) => new("FilesUserError", ("code", code), ("field", new List<string> { "files", $"{index}", field }), ("message", message));
}
