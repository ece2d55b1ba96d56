namespace RetailConnect;

/// <summary>Settings of a returns sync.</summary>
public sealed class ReturnsOptions : SyncOptions
{
    /// <summary>Which goods go back to stock. It is decided when a return is accepted. Default <see cref="Restocking.AsTold"/>.</summary>
    public Restocking Restocking { get; set; } = Restocking.AsTold;

    /// <summary>How long a return waits for money that is on its way before a person is asked. Default 14 days.</summary>
    public TimeSpan RefundPatience { get; set; } = TimeSpan.FromDays(14);
}
