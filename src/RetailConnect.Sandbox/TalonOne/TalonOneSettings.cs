namespace RetailConnect.Sandbox.TalonOne;

/// <summary>Settings of the simulated loyalty engine.</summary>
public sealed record TalonOneSettings
{
    /// <summary>Key of the Integration API.</summary>
    public string ApiKey { get; init; } = "sandbox-talon-integration-key-0001";

    /// <summary>The loyalty programme.</summary>
    public long ProgramId { get; init; } = 1;

    /// <summary>Attributes that profiles may have; another one is refused.</summary>
    public IReadOnlyList<string> ProfileAttributes { get; init; } = ["Name", "Email", "ShippingCountry", "City", "Phone", "Language"];

    /// <summary>Points that one unit of a price earns: the rule of the campaign, which lives in the engine.</summary>
    public Func<decimal, decimal> PointsOfUnit { get; init; } = Math.Floor;

    /// <summary>Coupons that campaigns have given out.</summary>
    public IReadOnlyList<SandboxCoupon> Coupons { get; init; } = [];

    /// <summary>Referral codes that members have given out.</summary>
    public IReadOnlyList<string> Referrals { get; init; } = [];

    /// <summary>How long one update keeps a session busy; another one meanwhile is refused.</summary>
    public TimeSpan SessionBusy { get; init; } = TimeSpan.FromMilliseconds(2);
}
