namespace RetailConnect;

/// <summary>Settings that every sync has.</summary>
public abstract class SyncOptions
{
    /// <summary>How often the sources are polled. Default 1 min.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How far a poll reaches back before the start of the one before; covers clocks that differ and writes that show late. Default 2 min.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Changes in one page. Default 250; a source takes fewer when its vendor allows fewer.</summary>
    public int PageSize { get; set; } = 250;

    /// <summary>Pages after which one read is taken to be endless and fails. Default 100,000.</summary>
    public int MostPages { get; set; } = 100_000;

    /// <summary>Reads and decides, but sends nothing. Default false.</summary>
    public bool DryRun { get; set; }

    /// <summary>Types of the partner's middleware, in the order added.</summary>
    public IList<Type> Middleware { get; } = [];
}
