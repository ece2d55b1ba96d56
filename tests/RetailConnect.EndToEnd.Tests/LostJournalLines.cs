namespace RetailConnect.EndToEnd.Tests;

/// <summary>An ERP that takes some lines of general journals, then loses its answer to one more, and whose journals and ledger can't be read after that, until it is mended.</summary>
internal sealed class LostJournalLines(int taken)
{
    private int written;
    private volatile bool lost;
    private volatile bool mended;

    /// <summary>True once an answer was lost.</summary>
    public bool HasLost => lost;

    /// <summary>Lines that arrived so far.</summary>
    public int Written => Volatile.Read(ref written);

    public void Mend() => mended = true;

    public HttpMessageHandler Over(HttpMessageHandler inner) => new Handler(this, taken) { InnerHandler = inner };

    private sealed class Handler(LostJournalLines erp, int taken) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            var isLine = path.EndsWith("journalLines", StringComparison.Ordinal);
            if (erp is { lost: true, mended: false } && (isLine || path.EndsWith("generalLedgerEntries", StringComparison.Ordinal)))
            {
                throw new HttpRequestException("The connection was cut before the request.");
            }

            var response = await base.SendAsync(request, cancellationToken);
            if (isLine && request.Method == HttpMethod.Post && Interlocked.Increment(ref erp.written) > taken && !erp.mended)
            {
                erp.lost = true;
                throw new HttpRequestException("The connection was cut before the answer.");
            }

            return response;
        }
    }
}
