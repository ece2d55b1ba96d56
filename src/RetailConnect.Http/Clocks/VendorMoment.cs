namespace RetailConnect.Http;

/// <summary>A moment whose time at the vendor is known as soon as the vendor has been heard, be it later than the moment.</summary>
/// <remarks>Take it before a call and ask for its time after the answer: before a connection's first answer there is only the host's clock, which may be wrong.</remarks>
public readonly struct VendorMoment
{
    private readonly VendorClock clock;
    private readonly DateTimeOffset own;
    private readonly long at;

    internal VendorMoment(VendorClock clock, DateTimeOffset own, long at) => (this.clock, this.own, this.at) = (clock, own, at);

    /// <summary>What time it was at the vendor, as far as it is known now.</summary>
    public DateTimeOffset Time => clock.TimeOf(own, at);
}
