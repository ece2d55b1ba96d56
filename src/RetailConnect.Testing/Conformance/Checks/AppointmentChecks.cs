using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>What a store keeps of appointments: one for each entity, found by its time, forgotten when nothing is planned any more.</summary>
internal static class AppointmentChecks
{
    private static readonly StreamKey Products = new(Tenant, "erp", EntityType.Product);

    public static IEnumerable<StoreCheck> All =>
    [
        StoreCheck.Of(The_last_appointment_of_an_entity_counts_and_comes_back_whole), StoreCheck.Of(What_is_due_comes_oldest_first_and_no_more_than_asked_for),
        StoreCheck.Of(An_appointment_whose_commit_is_refused_leaves_the_one_before), StoreCheck.Of(Only_an_appointment_without_a_planned_look_is_forgotten),
    ];

    public static Appointment Of(StreamKey stream, string entity, DateTimeOffset? dueAt, long number = 1) => new()
    {
        Stream = stream, Entity = new(entity), DueAt = dueAt, Mark = $"mark {number} Ø", Number = number, UpdatedAt = Noon.AddTicks(7),
    };

    private static async Task The_last_appointment_of_an_entity_counts_and_comes_back_whole(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { Appointments = [Of(Products, "a", Noon.AddHours(1).AddTicks(3)), Of(Products, "b", null), Of(Products with { Connection = "other" }, "a", Noon.AddHours(9))] });
        await store.SaveAsync(new() { Appointments = [Of(Products, "b", Noon.AddHours(2), 2), Of(Products with { Tenant = OtherTenant }, "a", Noon)] });
        await store.SaveAsync(new() { Appointments = [Of(Products, "a", Noon.AddHours(3), 5)] });
        Expect.Sequence([Of(Products, "a", Noon.AddHours(3), 5), Of(Products, "b", Noon.AddHours(2), 2)], (await LoadAsync(store, "a", "b", "c", "a")).OrderBy(appointment => appointment.Entity.Value));
        Expect.Sequence([], await LoadAsync(store));
        Expect.Equal(Noon.AddHours(2), await store.Appointments.FindNextDueAsync(Products, None));
        Expect.Equal(null, await store.Appointments.FindNextDueAsync(Products with { Type = EntityType.Order }, None));
        await store.SaveAsync(new() { Appointments = [Of(Products, "b", null, 3)] });
        Expect.Equal(Noon.AddHours(3), await store.Appointments.FindNextDueAsync(Products, None));
    }

    private static async Task What_is_due_comes_oldest_first_and_no_more_than_asked_for(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { Appointments = [Of(Products, "d", Noon.AddTicks(1)), Of(Products, "c", Noon), Of(Products, "b", Noon.AddDays(-1)), Of(Products, "a", Noon), Of(Products, "e", null)] });
        Expect.Sequence(["b", "a", "c"], (await store.Appointments.LoadDueAsync(Products, Noon, 100, None)).Select(appointment => appointment.Entity.Value));
        Expect.Sequence(["b", "a"], (await store.Appointments.LoadDueAsync(Products, Noon, 2, None)).Select(appointment => appointment.Entity.Value));
        Expect.Sequence([], (await store.Appointments.LoadDueAsync(Products, Noon.AddDays(-2), 100, None)).Select(appointment => appointment.Entity.Value));
        Expect.Sequence([], (await store.Appointments.LoadDueAsync(Products with { Tenant = OtherTenant }, Noon, 100, None)).Select(appointment => appointment.Entity.Value));
    }

    private static async Task An_appointment_whose_commit_is_refused_leaves_the_one_before(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { Appointments = [Of(Products, "a", Noon)] });
        Expect.False(await store.TrySaveAsync(new() { Appointments = [Of(Products, "a", null, 2)], Lease = new(Tenant, 7) }), "An appointment under a lease that nobody took is accepted");
        Expect.Sequence([Of(Products, "a", Noon)], await LoadAsync(store, "a"));
    }

    private static async Task Only_an_appointment_without_a_planned_look_is_forgotten(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { Appointments = [Of(Products, "planned", Noon), Of(Products, "over", null), Of(Products, "over too", null)] });
        Expect.Equal(0, await store.Writer.PurgeAsync(100, None));
        bench.Time.Advance(TimeSpan.FromDays(91));
        await store.SaveAsync(new() { Appointments = [Of(Products, "new", null) with { UpdatedAt = bench.Time.GetUtcNow() }] });
        Expect.Equal(1, await store.Writer.PurgeAsync(1, None));
        Expect.Equal(1, await store.Writer.PurgeAsync(100, None));
        Expect.Sequence(["new", "planned"], (await LoadAsync(store, "planned", "over", "over too", "new")).Select(appointment => appointment.Entity.Value).Order(StringComparer.Ordinal));
    }

    private static ValueTask<IReadOnlyList<Appointment>> LoadAsync(StorePorts store, params string[] entities) => store.Appointments.LoadAppointmentsAsync(Products, [.. entities.Select(entity => new ExternalId(entity))], None);
}
