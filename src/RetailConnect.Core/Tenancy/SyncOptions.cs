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

    /// <summary>How often each target that can show what it holds is compared with the sources; null compares only when somebody asks. Default null.</summary>
    public TimeSpan? CompareEvery { get; set; }

    /// <summary>When each target that can show what it holds is compared with the sources, as a cron expression of five fields (minute, hour, day, month, weekday) by the clocks of <see cref="TenantBuilder.TimeZone"/>, for example <c>30 2 * * *</c>; not together with <see cref="CompareEvery"/>. Null compares at no such time. Default null.</summary>
    public string? CompareAt { get; set; }

    /// <summary>Documents older than this are not compared. State is compared whatever its age. Default 30 days.</summary>
    public TimeSpan CompareBack { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Largest share of what was compared that a repair writes without a person's word that this is meant; 20 things are always allowed. Default 0.05.</summary>
    public double MostRepaired { get; set; } = 0.05;

    /// <summary>Reads and decides, but sends nothing. Default false.</summary>
    public bool DryRun { get; set; }

    /// <summary>Types of the partner's middleware, in the order added.</summary>
    public IList<Type> Middleware { get; } = [];
}
