using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Orders;

/// <summary>Reads the agreements of an order, one after the other with all of their sales: an agreement has no address of its own.</summary>
internal sealed class AgreementReader(ShopifyAdmin admin)
{
    private const int MostPages = 1000;

    public async ValueTask<IReadOnlyList<WireAgreement>> ReadAsync(string order, CancellationToken cancellationToken)
    {
        var (found, sales) = (new List<WireAgreement>(), new List<WireSale>());
        var place = new AgreementVariables(order, null, null);
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await admin.SendAsync(OrderDocuments.Agreements, place, 1, ShopifyJson.Default.AgreementVariables, ShopifyJson.Default.AgreementAnswer, cancellationToken);
            var agreements = answer.Node?.Agreements ?? throw new ConnectorException(FaultKind.Transient, $"{order} went away while it was read.") { MayHaveTakenEffect = false };
            if (agreements.Nodes.Count == 0)
            {
                return found;
            }

            var agreement = agreements.Nodes[0];
            sales.AddRange(agreement.Sales.Nodes);
            if (agreement.Sales.PageInfo.HasNextPage)
            {
                place = Next(place, place with { Sales = agreement.Sales.PageInfo.EndCursor });
                continue;
            }

            found.Add(agreement with { Sales = Connection<WireSale>.Of([.. sales]) });
            sales.Clear();
            if (!agreements.PageInfo.HasNextPage)
            {
                return found;
            }

            place = Next(place, new(order, agreements.PageInfo.EndCursor, null));
        }

        throw Stuck();
    }

    private static AgreementVariables Next(AgreementVariables place, AgreementVariables next) => next == place ? throw Stuck() : next;

    private static ConnectorException Stuck() =>
        new(FaultKind.Rejected, $"{OrderDocuments.Agreements.Name}: Shopify says that there is more, but its cursor did not advance.") { Reason = "cursor-stuck" };
}
