using System.Net.Http.Headers;

namespace RetailConnect.Testing;

/// <summary>One call on the wire.</summary>
/// <param name="Wire">The wire.</param>
/// <param name="Request">What is asked.</param>
/// <param name="Number">Number of the call, from 1.</param>
/// <param name="CancellationToken">The caller's token.</param>
internal sealed record WireCall(Wire Wire, HttpRequestMessage Request, int Number, CancellationToken CancellationToken)
{
    /// <summary>What the call was authenticated with.</summary>
    public string Credentials => string.Join(' ', Wire.CredentialsOf(Request));

    public Task<HttpResponseMessage> PassAsync() => Wire.PassAsync(Request, CancellationToken);

    /// <summary>Passes on, and changes the text of the answer.</summary>
    public async Task<HttpResponseMessage> RewriteAsync(Func<string, string> rewrite)
    {
        var answer = await PassAsync();
        var text = rewrite(await answer.Content.ReadAsStringAsync(CancellationToken));
        var content = new StringContent(text);
        content.Headers.ContentType = answer.Content.Headers.ContentType ?? new MediaTypeHeaderValue("application/json");
        answer.Content = content;
        return answer;
    }

    /// <summary>Lets the vendor act and loses its answer.</summary>
    public async Task<HttpResponseMessage> CutAsync()
    {
        using var lost = await PassAsync();
        throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was cut.");
    }

    /// <summary>Never answers.</summary>
    public async Task<HttpResponseMessage> HangAsync()
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken);
        throw new OperationCanceledException(CancellationToken);
    }
}
