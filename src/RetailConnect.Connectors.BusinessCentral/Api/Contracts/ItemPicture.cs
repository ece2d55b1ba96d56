namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

/// <summary>An item's picture without its content. An item without one has it too, with a blank type; its id is the item's, so that nothing here tells one picture from another.</summary>
internal sealed record ItemPicture
{
    public string? ContentType { get; init; }
}
