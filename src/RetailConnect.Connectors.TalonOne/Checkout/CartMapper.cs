using RetailConnect.Connectors.TalonOne.Api.Contracts;

namespace RetailConnect.Connectors.TalonOne.Checkout;

/// <summary>Cart to session.</summary>
internal static class CartMapper
{
    /// <summary>Codes as they are sent, each once; blank ones are none.</summary>
    public static IReadOnlyList<string> Coupons(CheckoutCart cart) => [.. cart.Coupons.Where(code => !string.IsNullOrWhiteSpace(code)).Select(code => code.Trim()).Distinct(StringComparer.Ordinal)];

    /// <summary>The referral code as it is sent; empty for none.</summary>
    public static string Referral(CheckoutCart cart) => cart.Referral?.Trim() ?? "";

    /// <summary>An open session. Codes are always sent: no codes discard those that the session had.</summary>
    /// <exception cref="ArgumentException">The cart is not one.</exception>
    public static SessionBody Open(CheckoutCart cart, string? profile)
    {
        var currencies = cart.Lines.Select(line => line.UnitPrice.Currency).Distinct().Count();
        return currencies == 1 && cart.Lines.All(line => line.Quantity > 0 && !string.IsNullOrWhiteSpace(line.Sku.Value))
            ? new(new SessionContent
            {
                State = "open", ProfileId = profile, CouponCodes = Coupons(cart), ReferralCode = Referral(cart),
                CartItems = [.. cart.Lines.Select(line => new CartItemBody(null, line.Sku.Value, line.Quantity, line.UnitPrice.Amount))],
            })
            : throw new ArgumentException("A cart has at least one line, one currency, and on each line a SKU and one unit or more.", nameof(cart));
    }
}
