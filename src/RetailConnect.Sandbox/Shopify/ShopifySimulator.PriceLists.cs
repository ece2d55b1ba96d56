namespace RetailConnect.Sandbox.Shopify;

/// <content>Price lists of markets and business customers, as staff keeps them.</content>
public sealed partial class ShopifySimulator
{
    /// <summary>Prices that stand in price lists: name of the list, SKU, price, and what is shown crossed out.</summary>
    public IReadOnlyList<(string List, string Sku, decimal Price, decimal? CompareAt)> ListPrices => Locked(() => state.PriceLists.Values.SelectMany(list => list.Fixed.Where(entry => state.Variants.ContainsKey(entry.Key))
        .Select(entry => (list.Name, state.Variants[entry.Key].Sku, entry.Value.Price, entry.Value.CompareAt))).ToList());

    /// <summary>Adds a price list, and returns its id. A name is unique in the shop.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public string AddPriceList(string name, string currency) => Locked(() =>
    {
        if (state.PriceLists.Values.Any(list => list.Name == name))
        {
            throw new ArgumentException($"There is a price list '{name}' already.");
        }

        var row = new PriceListRow { Id = state.NewId("PriceList"), Name = name, Currency = currency };
        state.PriceLists[row.Id] = row;
        return row.Id;
    });

    /// <summary>Deletes a price list with its prices.</summary>
    public void DeletePriceList(string name) => Locked(() => state.PriceLists.Remove(state.PriceLists.Values.First(list => list.Name == name).Id));

    /// <summary>Sets a price in a list by hand; null takes it off.</summary>
    public void SetListPrice(string list, string sku, decimal? price) => Locked(() =>
    {
        var (row, variant) = (state.PriceLists.Values.First(row => row.Name == list), state.Variants.Values.First(variant => variant.Sku == sku));
        if (price is { } amount)
        {
            row.Fixed[variant.Id] = (amount, null);
        }
        else
        {
            row.Fixed.Remove(variant.Id);
        }
    });
}
