namespace RetailConnect.Connectors.TalonOne.Checkout;

/// <summary>Asks Talon.One about a cart while the customer waits: which codes it takes, what they are worth, what the sale would earn.</summary>
/// <remarks>
/// Thread-safe. Nothing that the engine or the network does is thrown: the answer says so, and the sale goes on without the engine. Each call ends within <see cref="TalonOneOptions.CheckoutTimeout"/>.
/// Calls for one sale come one after the other; each may be repeated.
/// </remarks>
public interface ITalonOneCheckout
{
    /// <summary>Evaluates a cart and keeps nothing: no code is used up, and no session is made.</summary>
    /// <exception cref="ArgumentException">The cart is not one: no line, more than one currency, or a quantity below one.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    ValueTask<CheckoutAnswer> PreviewAsync(CheckoutCart cart, CancellationToken cancellationToken);

    /// <summary>Evaluates a cart and keeps it, with its codes, in the open session that the sync of this order closes; a later cart of the same order replaces the earlier one.</summary>
    /// <remarks>A code is used up when the session closes, not before. After an answer that is not there the cart may be held or not: hold it again, or give it up.</remarks>
    /// <exception cref="ArgumentException">The cart is not one: no line, more than one currency, or a quantity below one.</exception>
    /// <exception cref="InvalidOperationException"><see cref="TalonOneOptions.HoldsAtCheckout"/> is off, so the sync would not look for the held cart.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    ValueTask<CheckoutAnswer> HoldAsync(CheckoutCart cart, CancellationToken cancellationToken);

    /// <summary>Cancels the held session of a sale that is not made. One that is not there, or is cancelled, is left as it is; one that is closed is a sale, and is answered with <c>already-sold</c>.</summary>
    /// <param name="connection">The connection that sells.</param>
    /// <param name="order">Id of the order there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    ValueTask<CheckoutAnswer> GiveUpAsync(string connection, ExternalId order, CancellationToken cancellationToken);
}
