namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record IdVariables(string Id);

internal sealed record LayoutAnswer(ProductLayout? Product = null);

internal sealed record ProductLayout(string Id, IReadOnlyList<LayoutOption> Options, Connection<LayoutVariant> Variants);

internal sealed record LayoutOption(string Name);

internal sealed record Named(string Name);

internal sealed record LayoutVariant(string Id, IReadOnlyList<SelectedOption> SelectedOptions, string? Sku = null);

internal sealed record SelectedOption(string Name, string Value);

internal sealed record ProductSetVariables(ProductIdentifier Identifier, ProductSetInput Input, int First);

internal sealed record ProductIdentifier(string? Id, string? Handle);

internal sealed record ProductSetInput(
    string? Handle, string Title, string? DescriptionHtml, string? ProductType, string Status, IReadOnlyList<OptionInput> ProductOptions, IReadOnlyList<VariantInput> Variants);

internal sealed record OptionInput(string Name, IReadOnlyList<Named> Values);

internal sealed record VariantInput(IReadOnlyList<OptionValueInput> OptionValues)
{
    public string? Id { get; init; }

    public string? Sku { get; init; }

    public string? Barcode { get; init; }

    public string? Price { get; init; }

    public Clearable? CompareAtPrice { get; init; }

    public ItemInput? InventoryItem { get; init; }
}

internal sealed record OptionValueInput(string OptionName, string Name);

internal sealed record ItemInput(bool Tracked, string? Cost);

internal sealed record ProductSetAnswer(ProductSetPayload? ProductSet = null) : MutationAnswer;

internal sealed record ProductSetPayload(IReadOnlyList<UserError> UserErrors, WrittenProduct? Product = null);

internal sealed record WrittenProduct(string Id, Connection<WrittenVariant> Variants);

internal sealed record WrittenVariant(Reference InventoryItem, string? Sku = null);
