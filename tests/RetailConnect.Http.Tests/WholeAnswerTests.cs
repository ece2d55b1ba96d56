using System.Net;

namespace RetailConnect.Http.Tests;

public sealed class WholeAnswerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_that_dies_in_the_middle_ends_with_the_attempt()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        using var handler = new WholeAnswer(1000, new(TimeProvider.System));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StubHandler.SendAsync(handler, (_, _) => Task.FromResult(Answer(new Endless(dies: true))), cancellationToken: limit.Token).WaitAsync(TimeSpan.FromSeconds(30), Stop));
    }

    [Fact]
    public async Task A_body_without_end_is_refused_at_the_bound()
    {
        using var handler = new WholeAnswer(1000, new(TimeProvider.System));
        await Assert.ThrowsAsync<HttpRequestException>(() => StubHandler.SendAsync(handler, (_, _) => Task.FromResult(Answer(new Endless(dies: false))), cancellationToken: Stop));
    }

    [Fact]
    public async Task A_whole_body_can_be_read_without_the_connection()
    {
        using var handler = new WholeAnswer(1000, new(TimeProvider.System));
        using var answer = await StubHandler.SendAsync(handler, (_, _) => Task.FromResult(Answer(new MemoryStream([1, 2, 3]))), cancellationToken: Stop);
        Assert.Equal([1, 2, 3], await answer.Content.ReadAsByteArrayAsync(Stop));
    }

    private static HttpResponseMessage Answer(Stream body) => new(HttpStatusCode.OK) { Content = new StreamContent(body) };

    /// <summary>Sends a few bytes, and then either nothing any more or ever more.</summary>
    private sealed class Endless(bool dies) : MemoryStream
    {
        private bool began;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (began && dies)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            began = true;
            return Math.Min(buffer.Length, 100);
        }

        public override bool CanSeek => false;

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => CopyAsync(destination, cancellationToken);

        private async Task CopyAsync(Stream destination, CancellationToken cancellationToken)
        {
            var buffer = new byte[100];
            while (true)
            {
                await destination.WriteAsync(buffer.AsMemory(0, await ReadAsync(buffer, cancellationToken)), cancellationToken);
            }
        }
    }
}
