using System.Text.Json.Serialization;

namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record LevelsVariables(IReadOnlyList<string> Ids, string Location);

internal sealed record LevelList(IReadOnlyList<ItemLevel?> Nodes);

internal sealed record ItemLevel(string? Id = null, WireLevel? InventoryLevel = null);

internal sealed record WireLevel(IReadOnlyList<NamedQuantity> Quantities, DateTimeOffset? UpdatedAt = null)
{
    public int? Available => Quantities.FirstOrDefault(quantity => quantity.Name == "available")?.Quantity;
}

internal sealed record NamedQuantity(string Name, int Quantity);

internal sealed record StockSetVariables(StockSetInput Input, string Key);

internal sealed record StockSetInput(string Name, string Reason, IReadOnlyList<StockQuantity> Quantities);

/// <summary>The expected quantity is always written: null means "do not compare", and leaving it out is an error.</summary>
internal sealed record StockQuantity(
    string InventoryItemId, string LocationId, int Quantity, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? ChangeFromQuantity);

internal sealed record StockSetAnswer(StockSetPayload? InventorySetQuantities = null) : MutationAnswer;

internal sealed record StockSetPayload(IReadOnlyList<UserError> UserErrors);

internal sealed record StockActivateVariables(string Item, IReadOnlyList<Activation> Updates);

internal sealed record Activation(string LocationId, bool Activate);

internal sealed record StockActivateAnswer(StockActivatePayload? InventoryBulkToggleActivation = null) : MutationAnswer;

internal sealed record StockActivatePayload(IReadOnlyList<UserError> UserErrors);
