using System.ComponentModel.DataAnnotations;
using RetailConnect.Connectors.Square.Api;

namespace RetailConnect.Connectors.Square.Loyalty;

/// <summary>Settings of one Square loyalty connection: the programme of one seller.</summary>
public sealed class SquareLoyaltyOptions : ISquareSeller
{
    /// <summary>Address of the API. Default <c>https://connect.squareup.com/</c>.</summary>
    [Required] public Uri BaseAddress { get; set; } = new("https://connect.squareup.com/");

    /// <summary>Personal access token of the seller; leave it empty to use OAuth. Default none.</summary>
    [StringLength(1024, MinimumLength = 8)] public string? AccessToken { get; set; }

    /// <summary>OAuth: id of the application. Default none.</summary>
    [StringLength(191)] public string? ClientId { get; set; }

    /// <summary>OAuth: secret of the application. Default none.</summary>
    [StringLength(1024, MinimumLength = 2)] public string? ClientSecret { get; set; }

    /// <summary>OAuth: refresh token that the seller granted by the code flow. Default none.</summary>
    [StringLength(1024, MinimumLength = 2)] public string? RefreshToken { get; set; }

    /// <summary>Id of the programme. Default <c>main</c>, Square's word for the only one that a seller can have.</summary>
    [Required, StringLength(36, MinimumLength = 1)] public string ProgramId { get; set; } = "main";

    /// <summary>Id of the location that points are given at; Square wants one for each purchase, and a web order has none of Square's. No default.</summary>
    [Required, StringLength(50, MinimumLength = 1)] public string LocationId { get; set; } = "";

    /// <summary>Whether a return may take points that the customer has spent already, so that the balance falls below 0; where it may not, such a return is refused. Default true.</summary>
    public bool AllowNegativeBalance { get; set; } = true;

    /// <summary>How long Square is trusted to remember an idempotency key, which it does not state; an order that is older is looked for among the events of its account before it earns. Default 12 hours.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "90.00:00:00")] public TimeSpan KeysRemembered { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Newest movements of points that a read of a member brings along. Default 30.</summary>
    [Range(1, 300)] public int TransactionsPerMember { get; set; } = 30;

    /// <summary>Most calls in flight; fewer while Square asks to slow down. Connections of one seller share them. Default 8.</summary>
    [Range(1, 64)] public int CallsAtOnce { get; set; } = 8;

    /// <summary>Names address and programme, and leaves the secrets out.</summary>
    public override string ToString() => $"Square at {BaseAddress}, loyalty programme {ProgramId}";
}
