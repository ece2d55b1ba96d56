using System.Text.Json;

namespace RetailConnect.Http;

/// <summary>An entry that can stand for one which is of another shape than its contract promises.</summary>
/// <typeparam name="TSelf">The entry.</typeparam>
public interface ITroubledEntry<TSelf> : IVendorEntry
    where TSelf : class, ITroubledEntry<TSelf>
{
    /// <summary>Makes the stand-in: with the ids and the version as far as the JSON has them, and with its <see cref="IVendorEntry.Trouble"/>.</summary>
    /// <param name="entry">The entry as the vendor sent it, to be looked at before this returns.</param>
    /// <param name="place">Where it departs from its contract.</param>
    static abstract TSelf Troubled(JsonElement entry, string place);
}
