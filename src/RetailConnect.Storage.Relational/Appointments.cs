using System.Data.Common;
using Dapper;

namespace RetailConnect.Storage.Relational;

/// <summary>Reads when entities are to be looked at again.</summary>
internal static class Appointments
{
    private const int Many = 400;
    private const string Columns = "entity AS Entity, due_at AS DueAt, mark AS Mark, number AS Number, updated_at AS UpdatedAt";
    private const string OfStream = "tenant = @Tenant AND connection = @Connection AND type = @Type";

    public static List<Appointment> List(Dialect dialect, DbConnection connection, StreamKey stream, IReadOnlyCollection<ExternalId> entities) =>
    [
        .. entities.Select(entity => dialect.Keep(entity.Value)).Distinct().Chunk(Many).SelectMany(chunk => connection.Query<Row>(
            $"SELECT {Columns} FROM appointment WHERE {OfStream} AND entity {dialect.OneOf("@Entities")}",
            new { Tenant = stream.Tenant.Value, stream.Connection, Type = stream.Type.Name, Entities = chunk })).Select(row => row.ToAppointment(stream)),
    ];

    public static List<Appointment> Due(DbConnection connection, StreamKey stream, DateTimeOffset moment, int limit) =>
    [
        .. connection.Query<Row>(
            $"SELECT {Columns} FROM appointment WHERE {OfStream} AND due_at <= @Moment ORDER BY due_at, entity LIMIT @Limit",
            new { Tenant = stream.Tenant.Value, stream.Connection, Type = stream.Type.Name, Moment = Ticks.Of(moment), Limit = (long)limit }).Select(row => row.ToAppointment(stream)),
    ];

    public static DateTimeOffset? Next(DbConnection connection, StreamKey stream) =>
        connection.ExecuteScalar<long?>($"SELECT MIN(due_at) FROM appointment WHERE {OfStream}", new { Tenant = stream.Tenant.Value, stream.Connection, Type = stream.Type.Name }) is { } ticks ? Ticks.ToTime(ticks) : null;

    private sealed class Row
    {
        public string Entity { get; init; } = "";

        public long? DueAt { get; init; }

        public string Mark { get; init; } = "";

        public long Number { get; init; }

        public long UpdatedAt { get; init; }

        public Appointment ToAppointment(StreamKey stream) => new()
        {
            Stream = stream, Entity = new(Entity), DueAt = DueAt is { } due ? Ticks.ToTime(due) : null, Mark = Mark, Number = Number, UpdatedAt = Ticks.ToTime(UpdatedAt),
        };
    }
}
