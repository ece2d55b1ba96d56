namespace RetailConnect;

/// <summary>Computes what a channel may sell of one variant from one location of the ERP. A partner implements it where <see cref="StockFigures.Sellable"/> is not the rule.</summary>
/// <remarks>
/// A pure function, called from several threads and as often as the engine likes: the same figures give the same answer, or channels are written for ever. It is asked only for what is known; what the ERP does not know
/// is never written. <see cref="StockFigures.Unposted"/> has to be taken off, or what was sold is offered again until the ERP has it.
/// </remarks>
public interface IStockFormula
{
    /// <summary>Returns the units that may be sold; null when it can't be said, and then nothing is written. Below zero means oversold: what a channel's location offers from all its places together is cut at zero.</summary>
    /// <exception cref="Exception">Whatever it throws parks the line as a bug.</exception>
    Quantity? Available(StockFigures figures);
}
