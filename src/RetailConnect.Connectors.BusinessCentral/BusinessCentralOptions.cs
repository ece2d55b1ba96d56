using System.ComponentModel.DataAnnotations;

namespace RetailConnect.Connectors.BusinessCentral;

/// <summary>Settings of one Business Central connection: one company of one environment.</summary>
public sealed class BusinessCentralOptions
{
    /// <summary>Address of the API. Default <c>https://api.businesscentral.dynamics.com/</c>.</summary>
    [Required] public Uri BaseAddress { get; set; } = new("https://api.businesscentral.dynamics.com/");

    /// <summary>Address that issues tokens; one without a path gets <c>/{AadTenant}/oauth2/v2.0/token</c>. Default <c>https://login.microsoftonline.com/</c>.</summary>
    [Required] public Uri TokenAddress { get; set; } = new("https://login.microsoftonline.com/");

    /// <summary>Id or domain of the Microsoft Entra tenant. No default.</summary>
    [Required, RegularExpression("[A-Za-z0-9.-]+")] public string AadTenant { get; set; } = "";

    /// <summary>Name of the environment, for example <c>Production</c>. No default.</summary>
    [Required, RegularExpression("[A-Za-z0-9_-]+")] public string Environment { get; set; } = "";

    /// <summary>Id of the company. No default.</summary>
    public Guid CompanyId { get; set; }

    /// <summary>Id of the registered application. No default.</summary>
    [Required] public string ClientId { get; set; } = "";

    /// <summary>Secret of the registered application. No default.</summary>
    [Required] public string ClientSecret { get; set; } = "";

    /// <summary>Route of the custom API page with stock by location; empty falls back to the item's one total. Default <c>api/retailconnect/stock/v1.0</c>.</summary>
    public string? StockPageRoute { get; set; } = "api/retailconnect/stock/v1.0";

    /// <summary>Entity set of the custom API page. Default <c>stockLevels</c>.</summary>
    [Required, RegularExpression("[A-Za-z0-9_]+")] public string StockPageEntity { get; set; } = "stockLevels";

    /// <summary>
    /// Route of a custom API page with the entity set <c>items</c> that items are read from, for example <c>api/contoso/shop/v1.0</c>: the standard page shows no custom fields and can't be extended. It has what the
    /// standard page has, the variants included. Default none, which is the standard page.
    /// </summary>
    public string? ItemPageRoute { get; set; }

    /// <summary>Attributes of products by the JSON property of the item that they are read from, for example a custom field. Default none.</summary>
    public IDictionary<string, BusinessCentralAttribute> ItemAttributes { get; } = new Dictionary<string, BusinessCentralAttribute>(StringComparer.Ordinal);

    /// <summary>Whether pictures of items are read, which costs a call for each change of an item that has one. Default false.</summary>
    public bool ReadPictures { get; set; }

    /// <summary>Larger pictures are left out, with a warning in the log, 1 KiB to 20 MiB. Default 15 MiB.</summary>
    [Range(1024, 20 * 1024 * 1024)] public int MaxPictureBytes { get; set; } = 15 * 1024 * 1024;

    /// <summary>Location code for documents and stock that name none; needed when there is no stock page. Default none.</summary>
    [StringLength(10)] public string? DefaultLocation { get; set; }

    /// <summary>Location code for returned goods that are looked at before they are sold (<see cref="ReturnLine.Quarantined"/>); no channel should sell from it. Default none.</summary>
    [StringLength(10)] public string? QuarantineLocation { get; set; }

    /// <summary>Currency of the company's books. Default <c>EUR</c>.</summary>
    [Required, StringLength(3, MinimumLength = 3)] public string LocalCurrency { get; set; } = "EUR";

    /// <summary>IANA time zone of the books, for example <c>America/New_York</c>: the day of a sale is its day there. Default <c>UTC</c>.</summary>
    [Required] public string TimeZone { get; set; } = "UTC";

    /// <summary>Stands between item number and variant code in a SKU. Default <c>-</c>.</summary>
    [Required(AllowEmptyStrings = false), StringLength(5)] public string VariantSeparator { get; set; } = "-";

    /// <summary>Number of the customer that anonymous sales are posted to; without it they are dead-lettered. Default none.</summary>
    [StringLength(20)] public string? WalkInCustomerNumber { get; set; }

    /// <summary>G/L account of shipping charges; without it orders with shipping are dead-lettered. Default none.</summary>
    [StringLength(20)] public string? ShippingAccount { get; set; }

    /// <summary>G/L account of tips; without it orders with tips are dead-lettered. Default none.</summary>
    [StringLength(20)] public string? TipAccount { get; set; }

    /// <summary>G/L account of cash rounding and of rounding lines; without it both are dead-lettered. Default none.</summary>
    [StringLength(20)] public string? RoundingAccount { get; set; }

    /// <summary>G/L account of gift cards sold; without it orders that sell gift cards are dead-lettered. Default none.</summary>
    [StringLength(20)] public string? GiftCardAccount { get; set; }

    /// <summary>G/L account of taxes that the channel added to its prices; without it Business Central computes such taxes itself. Default none.</summary>
    [StringLength(20)] public string? TaxAccount { get; set; }

    /// <summary>G/L account of taxes that the sales channel collects and pays itself (a marketplace), where they were added to the prices: what it keeps back. Without it orders with such taxes are dead-lettered. Default none.</summary>
    [StringLength(20)] public string? ChannelTaxAccount { get; set; }

    /// <summary>G/L account of import duties that were charged, and given back; without it orders and returns with duties are dead-lettered. Default none.</summary>
    [StringLength(20)] public string? DutyAccount { get; set; }

    /// <summary>Numbers of the customers that orders of companies are posted to, by the company's or its branch's id in the channel (<c>gid://shopify/Company/1</c>), where the channel keeps no account number or another one. Default none.</summary>
    public IDictionary<string, string> Companies { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>True to ship and invoice a sales order at once whose order was completed when it was posted: paid and handed over, as a store sale is. Default false, which leaves that to the back office.</summary>
    public bool InvoiceCompleted { get; set; }

    /// <summary>True to post credit memos at once. Default false, which leaves that to the back office.</summary>
    public bool PostCreditMemos { get; set; }

    /// <summary>G/L account of lines without SKU and of returns that are not restocked; without it both are dead-lettered. Default none.</summary>
    [StringLength(20)] public string? CustomAccount { get; set; }

    /// <summary>Value of global dimension 1 on orders and credit memos, for example a department; empty leaves it to Business Central's defaults. Default none.</summary>
    [StringLength(20)] public string? Dimension1 { get; set; }

    /// <summary>Value of global dimension 2 on orders and credit memos; empty leaves it to Business Central's defaults. Default none.</summary>
    [StringLength(20)] public string? Dimension2 { get; set; }

    /// <summary>Values of global dimension 1 by location code, for documents whose location is known; all others get <see cref="Dimension1"/>. Default none.</summary>
    public IDictionary<string, string> Dimension1ByLocation { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Code of the customer payment journal that payments go to; needed by a connection for payments, of no meaning to another. Default none.</summary>
    [StringLength(10)] public string? PaymentJournal { get; set; }

    /// <summary>Codes of journals for payments of a gateway (<c>paypal</c>) or of a kind (<c>Card</c>, <c>Cash</c>, <c>GiftCard</c>, <c>Other</c>), which say to which balancing account such payments went; all others go to <see cref="PaymentJournal"/>. Default none.</summary>
    public IDictionary<string, string> PaymentJournals { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long the payments of an order that is not posted yet wait before the next look, of which there are as many as the host's recovery has for what is missing. Default 2 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")] public TimeSpan PaymentWait { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Code of the general journal that payouts go to, which has no balancing account; needed by a connection for payouts, of no meaning to another. Default none.</summary>
    [StringLength(10)] public string? PayoutJournal { get; set; }

    /// <summary>Number of the bank account that payouts arrive on; without it payouts are dead-lettered. Default none.</summary>
    [StringLength(20)] public string? PayoutBankAccount { get; set; }

    /// <summary>G/L account of what payment providers owe, which payments debit and payouts clear; without it payouts of payments are dead-lettered, unless <see cref="PayoutClearingAccounts"/> has one. Default none.</summary>
    [StringLength(20)] public string? PayoutClearingAccount { get; set; }

    /// <summary>G/L accounts of what single providers owe, by the name of the connection whose payouts they are; all others get <see cref="PayoutClearingAccount"/>. Default none.</summary>
    public IDictionary<string, string> PayoutClearingAccounts { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>G/L account of the providers' fees; without it payouts with fees are dead-lettered. Default none.</summary>
    [StringLength(20)] public string? PayoutFeeAccount { get; set; }

    /// <summary>G/L account of disputed payments; without it payouts with disputes are dead-lettered. Default none.</summary>
    [StringLength(20)] public string? PayoutDisputeAccount { get; set; }

    /// <summary>G/L account of the providers' corrections and of movements of an unknown kind; without it payouts with any are dead-lettered. Default none.</summary>
    [StringLength(20)] public string? PayoutAdjustmentAccount { get; set; }

    /// <summary>Secret that Business Central repeats in every webhook; without it webhooks are not subscribed to and all are quarantined. Default none.</summary>
    [StringLength(2048, MinimumLength = 16)] public string? WebhookClientState { get; set; }

    /// <summary>Largest webhook that is read, in bytes. Default 1 MiB.</summary>
    [Range(1024, 16 * 1024 * 1024)] public int MaxWebhookBytes { get; set; } = 1024 * 1024;

    /// <summary>Largest difference between Business Central's total and the channel's that a rounding line may mend. Default 0.05.</summary>
    [Range(0d, 1d)] public decimal MaxRoundingLine { get; set; } = 0.05m;

    /// <summary>What becomes of a sales order when the channel's order changes after it was written. Default <see cref="OrderAmendments.OpenOrders"/>.</summary>
    public OrderAmendments Amendments { get; set; } = OrderAmendments.OpenOrders;

    /// <summary>Most entities of one page. Default 500.</summary>
    [Range(50, 20_000)] public int PageSize { get; set; } = 500;

    /// <summary>Names environment and company, and leaves the secrets out.</summary>
    public override string ToString() => $"Business Central environment '{Environment}', company {CompanyId}";
}
