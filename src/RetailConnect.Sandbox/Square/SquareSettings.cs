namespace RetailConnect.Sandbox.Square;

/// <summary>Settings of the simulated POS.</summary>
public sealed record SquareSettings
{
    /// <summary>The only Square-Version that answers.</summary>
    public const string ApiVersion = "2025-08-20";

    /// <summary>Id of the seller.</summary>
    public string MerchantId { get; init; } = "MLSANDBOX000001";

    /// <summary>Client id of the application.</summary>
    public string ClientId { get; init; } = "sq0idp-sandbox";

    /// <summary>Client secret of the application.</summary>
    public string ClientSecret { get; init; } = "sq0csp-sandbox-secret";

    /// <summary>Refresh token that the seller granted.</summary>
    public string RefreshToken { get; init; } = "EQAAsandboxrefreshtoken";

    /// <summary>Key that signs webhooks.</summary>
    public string SignatureKey { get; init; } = "sandbox-signature-key-of-the-pos";

    /// <summary>Currency of the seller.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>Share of tax contained in prices, in percent.</summary>
    public int TaxPercent { get; init; } = 20;

    /// <summary>How long one catalogue update keeps the seller's catalogue busy; another one meanwhile is refused.</summary>
    public TimeSpan CatalogBusy { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Id of the loyalty programme.</summary>
    public string LoyaltyProgramId { get; init; } = "d619f755-2d17-41f3-990d-c04ecedd64dd";

    /// <summary>What a member spends, taxes included, to earn one point.</summary>
    public decimal LoyaltySpend { get; init; } = 1m;

    /// <summary>Share of a card payment that Square keeps.</summary>
    public decimal CardFeeRate { get; init; } = 0.0175m;

    /// <summary>What Square keeps of each card payment besides.</summary>
    public decimal CardFee { get; init; } = 0.10m;

    /// <summary>How long an idempotency key is remembered. The vendor does not state it; the default is a year.</summary>
    public TimeSpan KeysRemembered { get; init; } = TimeSpan.FromDays(365);

    /// <summary>How long a new customer is missing from the search. The vendor says well under 30 seconds, and at times a minute or more; the default is none.</summary>
    public TimeSpan CustomerSearchLag { get; init; }

    /// <summary>How long a new object of the catalogue is missing from its search. The vendor does not state it; the default is none.</summary>
    public TimeSpan CatalogSearchLag { get; init; }

    /// <summary>How webhooks are delivered: 10 s to answer, retries for 24 h.</summary>
    public WebhookPolicy Webhooks { get; init; } = new(
        TimeSpan.FromSeconds(10),
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(8), TimeSpan.FromHours(8)]);
}
