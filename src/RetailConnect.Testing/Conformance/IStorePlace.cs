namespace RetailConnect.Testing;

/// <summary>Where the stores of one check keep what they save; disposing it removes everything.</summary>
public interface IStorePlace : IAsyncDisposable
{
    /// <summary>Makes a store on this place that is not open yet and that forgets after 90 days. A further one is a further start, or a further host while the first is open.</summary>
    StorePorts Create();
}
