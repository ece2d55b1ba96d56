using Microsoft.Extensions.Time.Testing;

namespace RetailConnect.Core.Tests;

public sealed class TimeProviderExtensionsTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void A_fraction_of_a_millisecond_is_a_wait()
    {
        var wait = time.WaitAsync(TimeSpan.FromMicroseconds(1), CancellationToken.None);
        Assert.False(wait.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(wait.IsCompleted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void No_wait_is_none(int milliseconds) => Assert.True(time.WaitAsync(TimeSpan.FromMilliseconds(milliseconds), CancellationToken.None).IsCompletedSuccessfully);
}
