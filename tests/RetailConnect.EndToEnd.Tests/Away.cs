namespace RetailConnect.EndToEnd.Tests;

/// <summary>A system that can't be reached with whatever is about something.</summary>
/// <param name="system">The system.</param>
/// <param name="about">A part of the path or of the request.</param>
internal sealed class Away(string system, string about)
{
    public bool IsAway { get; set; }

    public int Refused { get; private set; }

    public HttpMessageHandler Over(string name, HttpMessageHandler inner) => name == system ? new Handler(this) { InnerHandler = inner } : inner;

    private async Task<bool> RefusesAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        IsAway && (request.RequestUri!.AbsolutePath.Contains(about, StringComparison.Ordinal) || (request.Content is { } content && (await content.ReadAsStringAsync(cancellationToken)).Contains(about, StringComparison.Ordinal)));

    private sealed class Handler(Away away) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (await away.RefusesAsync(request, cancellationToken))
            {
                away.Refused++;
                throw new HttpRequestException("The connection was cut before the request.");
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
