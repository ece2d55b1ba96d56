using GraphQL;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>The account for payments as objects of the API.</summary>
internal sealed class PaymentViews(ShopPayments payments, ShopifySettings settings)
{
    /// <summary>The account; null for a shop that has none.</summary>
    /// <exception cref="ExecutionError">The app may not read it.</exception>
    public Obj? Account() => !settings.MayReadPayouts
        ? throw new ExecutionError("Access denied for shopifyPaymentsAccount field. Required access: `read_shopify_payments_payouts` access scope.") { Code = "ACCESS_DENIED" }
        : !settings.ShopifyPayments ? null : new(
            "ShopifyPaymentsAccount", ("id", ShopState.Gid("ShopifyPaymentsAccount", 1)), ("activated", true), ("country", "GB"), ("defaultCurrency", settings.Currency),
            ("balance", Obj.Lazy(() => new List<Obj> { Money(payments.Movements.Sum(row => row.Net)) })),
            ("payouts", Obj.With(context => Relay.Connect(context, "ShopifyPaymentsPayoutConnection", Payouts(context), PayoutKey(context), Payout))),
            ("balanceTransactions", Obj.With(context => Relay.Connect(context, "ShopifyPaymentsBalanceTransactionConnection", Movements(context), MovementKey(context), Movement))));

    public Obj? Find(string id) => settings.MayReadPayouts && payments.Payouts.FirstOrDefault(row => row.Id == id) is { } row ? Payout(row) : null;

    private Obj Payout(PayoutRow row) => new(
        "ShopifyPaymentsPayout", ("id", row.Id), ("legacyResourceId", ShopState.Tail(row.Id)), ("status", row.Status), ("issuedAt", ShopViews.Time(row.IssuedAt)), ("net", Money(row.Net)), ("externalTraceId", row.Trace),
        ("transactionType", row.Net < 0 ? "WITHDRAWAL" : "DEPOSIT"));

    private Obj Movement(MovementRow row) => new(
        "ShopifyPaymentsBalanceTransaction", ("id", row.Id), ("type", row.Type), ("sourceType", row.SourceType), ("sourceOrderTransactionId", row.Transaction), ("transactionDate", ShopViews.Time(row.At)), ("test", false),
        ("adjustmentReason", null), ("amount", Money(row.Amount)), ("fee", Money(row.Fee)), ("net", Money(row.Net)),
        ("associatedOrder", row.Order is { } order ? new Obj("ShopifyPaymentsAssociatedOrder", ("id", order.Id), ("name", order.Name)) : null),
        ("associatedPayout", new Obj("ShopifyPaymentsBalanceTransactionAssociatedPayout", ("id", row.Payout?.Id), ("status", row.Payout?.Status ?? "PENDING"))));

    private Obj Money(decimal amount) => new("MoneyV2", ("amount", ShopViews.Amount(amount)), ("currencyCode", settings.Currency));

    private IEnumerable<PayoutRow> Payouts(IResolveFieldContext context) => payments.Payouts
        .Where(Search.Filter<PayoutRow>(
            context.GetArgument<string?>("query"), (row, field) => field is "id" ? ShopState.Tail(row.Id) : field is "status" ? row.Status.ToLowerInvariant() : settings.Currency, (row, _) => row.IssuedAt, "id", "status", "currency"))
        .OrderBy(PayoutKey(context), StringComparer.Ordinal);

    private IEnumerable<MovementRow> Movements(IResolveFieldContext context) => payments.Movements
        .Where(row => !context.GetArgument<bool>("hideTransfers") || row.Type is not "TRANSFER")
        .Where(Search.Filter<MovementRow>(
            context.GetArgument<string?>("query"),
            (row, field) => field switch { "id" => ShopState.Tail(row.Id), "payments_transfer_id" => row.Payout is { } payout ? ShopState.Tail(payout.Id) : null, "transaction_type" => row.Type.ToLowerInvariant(), _ => settings.Currency },
            (row, _) => row.At, "id", "payments_transfer_id", "transaction_type", "currency"))
        .OrderBy(MovementKey(context), StringComparer.Ordinal);

    private static Func<PayoutRow, string> PayoutKey(IResolveFieldContext context) => row => Key(context, "ISSUED_AT", row.IssuedAt, row.Id);

    private static Func<MovementRow, string> MovementKey(IResolveFieldContext context) => row => Key(context, "PROCESSED_AT", row.At, row.Id);

    private static string Key(IResolveFieldContext context, string byTime, DateTimeOffset at, string id) =>
        context.GetArgument<string?>("sortKey") == byTime ? $"{at.UtcTicks:D20}/{ShopState.Tail(id).PadLeft(20, '0')}" : ShopState.Tail(id).PadLeft(20, '0');
}
