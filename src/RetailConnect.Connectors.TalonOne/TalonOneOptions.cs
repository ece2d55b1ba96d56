using System.ComponentModel.DataAnnotations;

namespace RetailConnect.Connectors.TalonOne;

/// <summary>Settings of one Talon.One connection: one application and its loyalty programme.</summary>
public sealed class TalonOneOptions
{
    /// <summary>Address of the deployment, for example <c>https://northwind.europe-west1.talon.one/</c>. No default.</summary>
    [Required] public Uri? BaseAddress { get; set; }

    /// <summary>Key of the Integration API. No default.</summary>
    [Required, MinLength(16)] public string ApiKey { get; set; } = "";

    /// <summary>Id of the profile-based loyalty programme. No default.</summary>
    [Range(1, long.MaxValue)] public long LoyaltyProgramId { get; set; }

    /// <summary>Profile attribute that takes the customer's name; empty sends none. Default <c>Name</c>.</summary>
    [StringLength(100)] public string? NameAttribute { get; set; } = "Name";

    /// <summary>Profile attribute that takes the e-mail address; empty sends none. Default <c>Email</c>.</summary>
    [StringLength(100)] public string? EmailAttribute { get; set; } = "Email";

    /// <summary>Profile attribute that takes the country of the address; empty sends none. Default <c>ShippingCountry</c>.</summary>
    [StringLength(100)] public string? CountryAttribute { get; set; } = "ShippingCountry";

    /// <summary>Most calls in flight at once; the limit is not published, so the connection finds it out from there. Default 8.</summary>
    [Range(1, 64)] public int AtOnce { get; set; } = 8;

    /// <summary>Newest movements of points that a read of a member brings along. Default 50.</summary>
    [Range(1, 1000)] public int TransactionsPerMember { get; set; } = 50;

    /// <summary>Most time that one question at checkout takes; from 100 ms to 30 s. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")] public TimeSpan CheckoutTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>True when carts are held at checkout: the order sync then reads the session before it closes it, and keeps the held prices. Default false.</summary>
    public bool HoldsAtCheckout { get; set; }

    /// <summary>Names the deployment, and leaves the secret out.</summary>
    public override string ToString() => $"Talon.One at {BaseAddress?.Host}, programme {LoyaltyProgramId}";
}
