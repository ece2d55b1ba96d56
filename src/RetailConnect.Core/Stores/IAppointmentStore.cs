namespace RetailConnect;

/// <summary>Loads appointments. They are saved by <see cref="IStoreWriter"/>, each together with the change that led to it.</summary>
/// <remarks>Thread-safe. One without a planned look is forgotten with the store's retention.</remarks>
public interface IAppointmentStore
{
    /// <summary>Returns those of some entities that there are, in no particular order.</summary>
    ValueTask<IReadOnlyList<Appointment>> LoadAppointmentsAsync(StreamKey stream, IReadOnlyCollection<ExternalId> entities, CancellationToken cancellationToken);

    /// <summary>Returns those of a stream that are due at a moment or were before, the oldest first.</summary>
    ValueTask<IReadOnlyList<Appointment>> LoadDueAsync(StreamKey stream, DateTimeOffset moment, int limit, CancellationToken cancellationToken);

    /// <summary>Returns when the next one of a stream is due; null when none is planned.</summary>
    ValueTask<DateTimeOffset?> FindNextDueAsync(StreamKey stream, CancellationToken cancellationToken);
}
