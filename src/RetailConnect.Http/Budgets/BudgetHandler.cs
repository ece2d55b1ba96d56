namespace RetailConnect.Http;

/// <summary>Lets a request go when the vendor account's budget allows it.</summary>
internal sealed class BudgetHandler(RateBudget budget, ConnectionContext connection) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var cost = request.Options.TryGetValue(RequestCost.Option, out var given) ? given : 1;
        await budget.AcquireAsync(new(connection.Tenant, CallScope.Priority, cost), cancellationToken);
        Metrics.Calls.Add(1, new System.Diagnostics.TagList
        {
            { RetailConnectDiagnostics.TenantTag, connection.Tenant.Value }, { RetailConnectDiagnostics.ConnectionTag, connection.Name }, { RetailConnectDiagnostics.SyncTag, CallScope.Sync ?? "none" },
        });
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
