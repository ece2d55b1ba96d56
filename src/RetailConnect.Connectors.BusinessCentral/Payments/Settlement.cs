using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Payments;

/// <summary>How far the payments of an order are booked.</summary>
/// <param name="Invoice">The order's posted invoice.</param>
/// <param name="Missing">Lines that no journal has and that settled nothing yet; empty when all is done.</param>
internal sealed record Settlement(PostedInvoice Invoice, IReadOnlyList<(Guid Journal, PaymentLine Line)> Missing);
