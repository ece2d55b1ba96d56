using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Square;

/// <content>What the stores' staff changes by hand, past every integration.</content>
public sealed partial class SquareSimulator
{
    /// <summary>Changes the price of a variation.</summary>
    public void SetPrice(string sku, decimal price) => Change(sku, content => content["price_money"] = SquareState.Money(price, settings.Currency));

    /// <summary>Deletes a variation with its stock.</summary>
    public void DeleteVariation(string sku) => Look(() =>
    {
        var row = state.Catalog.Values.First(variation => variation.Sku == sku);
        state.Remove(row);
        foreach (var place in state.Counts.Keys.Where(place => place.Variation == row.Id).ToList())
        {
            state.Counts.Remove(place);
        }

        return true;
    });

    /// <summary>Counts the stock of a variation at a location, by the location's name.</summary>
    public void SetCount(string sku, string location, decimal units) => Look(() =>
    {
        var now = time.GetUtcNow();
        var variation = state.Catalog.Values.First(row => row.Sku == sku).Id;
        var place = state.Locations.Single(row => (string?)row.Value["name"] == location).Key;
        state.Counts[(variation, place)].Count(units, now, now);
        return true;
    });

    /// <summary>Staff books at the till that units were carried from one location to another, by the locations' names; no API tells of it.</summary>
    public void Transfer(string sku, string from, string to, decimal units) => Look(() =>
    {
        var now = time.GetUtcNow();
        var variation = state.Catalog.Values.First(row => row.Sku == sku);
        inventory.Move(variation, state.Locations.Single(row => (string?)row.Value["name"] == from).Key, -units, now);
        inventory.Move(variation, state.Locations.Single(row => (string?)row.Value["name"] == to).Key, units, now);
        return true;
    });

    private void Change(string sku, Action<JsonObject> change) => Look(() =>
    {
        var row = state.Catalog.Values.First(variation => variation.Sku == sku);
        change((JsonObject)row.Body["item_variation_data"]!);
        row.Version++;
        row.UpdatedAt = time.GetUtcNow();
        return true;
    });
}
