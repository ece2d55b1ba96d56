namespace RetailConnect.Http;

/// <summary>Lets a request go when the vendor account's budget allows it.</summary>
internal sealed class BudgetHandler(RateBudget budget) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var cost = request.Options.TryGetValue(RequestCost.Option, out var given) ? given : 1;
        await budget.AcquireAsync(cost, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            return response = await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            budget.Release(cost, response);
        }
    }
}
