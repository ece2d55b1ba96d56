namespace RetailConnect.Testing;

/// <summary>A place whose stores can be broken in the middle of a commit: <see cref="StoreCapability.BreakableStatements"/>.</summary>
public interface IBreakablePlace
{
    /// <summary>Breaks one statement of the stores that are open, counted from now and from 1. To begin and to confirm a transaction counts too, and so does the moment after.</summary>
    /// <param name="statement">Number of the statement.</param>
    /// <param name="hostDies">True: from there on nothing of these stores reaches the place any more, as after a kill. False: only that statement fails, and the moment after a transaction was confirmed is not counted.</param>
    void Break(int statement, bool hostDies);

    /// <summary>Takes <see cref="Break"/> back for stores made from now on, and where the host did not die for those that are open; tells whether the statement was reached.</summary>
    bool Mend();
}
