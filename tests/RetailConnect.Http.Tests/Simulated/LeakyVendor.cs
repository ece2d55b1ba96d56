namespace RetailConnect.Http.Tests.Simulated;

/// <summary>Shopify's bucket: a call is judged when it arrives, by what it asks for; what it did not cost is given back when it was carried out.</summary>
internal sealed class LeakyVendor(World world, double rate)
{
    private const double Seconds = 20;
    private double left = rate * Seconds;
    private long updated = world.GetTimestamp();

    public double Size => rate * Seconds;

    public double Rate => rate;

    public int Refused { get; private set; }

    /// <summary>Points used.</summary>
    public double Used { get; private set; }

    /// <summary>Uses points that nobody here knows of.</summary>
    public void Use(double points) => left -= points;

    /// <summary>Carries a call out; null when the bucket does not hold what it asks for.</summary>
    public async Task<(double? Actual, double Available)> ArriveAsync(double requested, double actual, double milliseconds)
    {
        Restore();
        if (left < requested)
        {
            Refused++;
            return (null, Math.Floor(left));
        }

        left -= requested;
        await world.RestAsync(milliseconds);
        Restore();
        left = Math.Min(Size, left + requested - actual);
        Used += actual;
        return (actual, Math.Floor(left));
    }

    private void Restore()
    {
        left = Math.Min(Size, left + (world.GetElapsedTime(updated).TotalSeconds * rate));
        updated = world.GetTimestamp();
    }
}
