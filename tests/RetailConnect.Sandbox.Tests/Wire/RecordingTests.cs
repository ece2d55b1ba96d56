namespace RetailConnect.Sandbox.Tests.Wire;

public sealed class RecordingTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void A_recorder_counts_what_it_does_not_keep()
    {
        var recorder = Recorder(capacity: 3, requests: 3);
        Assert.Equal((3, 0L), (recorder.Records.Count, recorder.LeftOut));
        recorder.Add(Request(4));
        Assert.Equal((3, 1L, 4L), (recorder.Records.Count, recorder.LeftOut, recorder.Count("shopify")));
    }

    [Fact]
    public void A_complete_recording_is_read_as_it_was_written()
    {
        var recorder = Recorder(capacity: 3, requests: 3);
        Assert.Equal(3, RecordingFile.Write(path, recorder.Records, recorder.LeftOut));
        Assert.Equal(3, RecordingFile.Read(path).Count);
    }

    [Fact]
    public void A_recording_with_gaps_says_so_in_its_last_line_and_is_not_read_as_if_it_were_whole()
    {
        var recorder = Recorder(capacity: 3, requests: 5);
        Assert.Equal(3, RecordingFile.Write(path, recorder.Records, recorder.LeftOut));
        Assert.Equal("""{"leftOut":2}""", File.ReadLines(path).Last());
        var failure = Assert.Throws<InvalidDataException>(() => RecordingFile.Read(path));
        Assert.Equal("The recording is not complete: 2 requests were left out.", failure.Message);
    }

    private static RequestRecorder Recorder(int capacity, int requests)
    {
        var recorder = new RequestRecorder { Capacity = capacity };
        for (var number = 1; number <= requests; number++)
        {
            recorder.Add(Request(number));
        }

        return recorder;
    }

    private static RequestRecord Request(int number) => new(default, "shopify", new("GET", $"/{number}", "", new Dictionary<string, string>(), default), 200, null);
}
