namespace RetailConnect.Sync.Engine;

/// <summary>Has a stream's entities looked at without anybody asking: when their appointment is due, and when there is news of them elsewhere.</summary>
/// <remarks>An appointment that is due becomes a hint, in one transaction, so that it is read, repeated and parked like any other. Not thread-safe; its stream sees to that.</remarks>
internal sealed class Agenda(StreamKey key, IAppointmentStore appointments, INews? news, EngineParts parts)
{
    private const int AtOnce = 500;
    private DateTimeOffset? next;

    /// <summary>How long until the next appointment is due; null when none is known.</summary>
    public TimeSpan? Left => next is not { } due ? null : due - parts.Time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Turns what is due into hints; true when more is due.</summary>
    public async ValueTask<bool> CallAsync(CancellationToken cancellationToken)
    {
        var due = await appointments.LoadDueAsync(key, parts.Time.GetUtcNow(), AtOnce, cancellationToken);
        if (due.Count > 0)
        {
            var commit = new StoreCommit
            {
                Hints = [.. due.Select(appointment => new NewHint(key, appointment.Entity, $"due/{appointment.Entity}/{appointment.DueAt!.Value.UtcTicks}/{appointment.UpdatedAt.UtcTicks}", appointment.DueAt.Value))],
                Appointments = [.. due.Select(appointment => appointment with { DueAt = null })],
            };
            await parts.Writer.CommitAsync(commit, cancellationToken);
        }

        return due.Count == AtOnce;
    }

    /// <summary>Asks for news.</summary>
    public async ValueTask<NewsFound> ReadNewsAsync(CancellationToken cancellationToken) => news is null ? new(false, false) : await news.ReadAsync(cancellationToken);

    /// <summary>Finds out when the next appointment is due.</summary>
    public async ValueTask LookAheadAsync(CancellationToken cancellationToken) => next = await appointments.FindNextDueAsync(key, cancellationToken);
}
