namespace RetailConnect.Sync.Erasing;

/// <summary>Writes receipts.</summary>
internal static class ErasureWords
{
    /// <summary>Says what became of something in a place; what was said of the same before, with the same outcome, is said anew.</summary>
    public static ErasureReceipt With(this ErasureReceipt receipt, ErasedPlace said) =>
        receipt with { Places = [.. receipt.Places.Where(place => (place.Place, place.What, place.Outcome) != (said.Place, said.What, said.Outcome)), said] };
}
