using System.Text;

namespace RetailConnect.FaultCampaign.Simulation.Mutants;

/// <summary>A way to a vendor on which calls are tampered with.</summary>
internal sealed class WireChange(HttpMessageHandler inner, Func<HttpRequestMessage, bool> which, Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> change) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        which(request) ? change(request, () => base.SendAsync(request, cancellationToken)) : base.SendAsync(request, cancellationToken);

    /// <summary>Plants a change of some calls to one vendor.</summary>
    /// <param name="vendor">Name of the vendor.</param>
    /// <param name="method">Method of the calls.</param>
    /// <param name="address">Part of their address.</param>
    /// <param name="change">What becomes of them.</param>
    /// <param name="sync">The sync for which they are made; null for any.</param>
    public static Func<string, HttpMessageHandler, HttpMessageHandler> Of(
        string vendor, string method, string address, Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> change, string? sync = null) => (system, inner) => system != vendor
            ? inner
            : new WireChange(inner, request => (sync is null || CallScope.Sync == sync) && request.Method.Method == method && Uri.UnescapeDataString(request.RequestUri!.PathAndQuery).Contains(address, StringComparison.Ordinal), change);

    /// <summary>Says it again when it failed, without asking whether it took effect.</summary>
    public static async Task<HttpResponseMessage> Again(HttpRequestMessage request, Func<Task<HttpResponseMessage>> send)
    {
        try
        {
            var answer = await send();
            return (int)answer.StatusCode >= 500 ? await send() : answer;
        }
        catch (HttpRequestException)
        {
            return await send();
        }
    }

    /// <summary>Says it again when it failed, changed each time, without asking whether it took effect.</summary>
    public static Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> AgainAs(Action<HttpRequestMessage> change) => (request, send) => Again(request, () =>
    {
        change(request);
        return send();
    });

    /// <summary>Finds nothing, whatever is there.</summary>
    public static Task<HttpResponseMessage> Nothing(HttpRequestMessage request, Func<Task<HttpResponseMessage>> send) =>
        Task.FromResult(new HttpResponseMessage { RequestMessage = request, Content = new StringContent("""{"value":[]}""", Encoding.UTF8, "application/json") });

    /// <summary>Sends another text.</summary>
    public static Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> Text(Func<string, string> edit) => async (request, send) =>
    {
        request.Content = new StringContent(edit(await request.Content!.ReadAsStringAsync()), Encoding.UTF8, "application/json");
        return await send();
    };
}
