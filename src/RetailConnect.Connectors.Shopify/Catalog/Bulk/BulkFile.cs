namespace RetailConnect.Connectors.Shopify.Catalog.Bulk;

/// <summary>Lines that go into one operation, and which envelope each is of.</summary>
internal sealed class BulkFile
{
    private readonly List<byte[]> lines = [];
    private readonly List<int> indexes = [];

    public IReadOnlyList<byte[]> Lines => lines;

    public IReadOnlyList<int> Indexes => indexes;

    public long Bytes { get; private set; }

    public void Add(int index, byte[] line)
    {
        indexes.Add(index);
        lines.Add([.. line, (byte)'\n']);
        Bytes += line.Length + 1;
    }
}
