using Microsoft.Extensions.DependencyInjection;
using PatientFlow.Events;
using PatientFlow.Network;
using PatientFlow.Places;

namespace PatientFlow.Tests;

/// <summary>What is declared of beds, through the grains.</summary>
public sealed class BedStatusTests
{
    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_bed_is_as_declared_and_stays_so_when_the_silo_starts_again()
    {
        var (log, lake, states) = (new MemoryLog(2), new MemoryWarehouse(2), new StateStore());
        log.Append(0, TestSilo.Event("e-1", "ADMISSION", "p-1", "H1-ICU-1"));
        log.Append(0, TestSilo.Event("e-3", "DISCHARGE", "p-1", "H1-ICU-1"));
        log.Append(1, Declared("b-5", "H1-ICU-1", "blocked"));
        log.Append(1, Declared("b-4", "H1-ICU-1", "available"));
        log.Append(1, Declared("b-2", "H1-ICU-2", "reserved"));
        await using (var silo = await TestSilo.StartAsync(log, lake, states))
        {
            await silo.DrainAsync(log, lake);
            await AssertAsync(silo);
        }

        await using var again = await TestSilo.StartAsync(log, lake, states);
        await AssertAsync(again);
        Assert.Equal(3, lake.BedStatuses.Count);

        static async Task AssertAsync(TestSilo silo)
        {
            Assert.Equal(BedStatus.Blocked, (await silo.Grains.GetGrain<IBedGrain>("H1-ICU-1").GetAsync())?.State?.Status);
            var department = silo.Grains.GetGrain<IDepartmentGrain>("H1-ICU");
            var census = await department.GetAsync();
            var capacity = (await department.GetBedsAsync()).Length;
            Assert.Equal((capacity - 2, 0), (census?.Free, census?.Occupancy));
            Assert.Equal(
                [$"Available {capacity - 2}", "Reserved 1", "Blocked 1"], census?.Beds.Select(b => $"{b.Status} {b.Beds}"));
        }
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_repetition_changes_nothing_and_has_no_row_also_after_the_silo_has_started_again()
    {
        var (log, lake, states) = (new MemoryLog(1), new MemoryWarehouse(1), new StateStore());
        log.Append(0, Declared("b-1", "H1-ICU-1", "blocked"));
        await using (var silo = await TestSilo.StartAsync(log, lake, states)) await silo.DrainAsync(log, lake);
        log.Append(0, Declared("b-2", "H1-ICU-1", "available"));
        log.Append(0, Declared("b-1", "H1-ICU-1", "blocked").Replace("10:00:01", "10:00:09", StringComparison.Ordinal));
        await using var again = await TestSilo.StartAsync(log, lake, states);
        await again.DrainAsync(log, lake);

        Assert.Equal(["b-1", "b-2"], lake.BedStatuses.Select(b => b.Event.EventId));
        Assert.Equal(BedStatus.Available, (await again.Grains.GetGrain<IBedGrain>("H1-ICU-1").GetAsync())?.State?.Status);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_patient_leaves_a_dirty_bed_in_a_ward_that_cleans_its_beds_and_gets_it_back_when_that_was_a_mistake()
    {
        var seed = NetworkDefinition.Seed();
        var network = new NetworkMap(seed with
        {
            Departments = [.. seed.Departments.Select(d => d with { BedsAreCleaned = d.Code == "ICU" })],
        });
        var (log, lake) = (new MemoryLog(1), new MemoryWarehouse(1));
        await using var silo = await TestSilo.StartAsync(log, lake, new StateStore(), more: services => services.AddSingleton(network));
        (string Event, string Status)[] steps =
        [
            (TestSilo.Event("e-1", "ADMISSION", "p-1", "H1-ICU-1"), "occupied"),
            (TestSilo.Event("e-2", "DISCHARGE", "p-1", "H1-ICU-1"), "dirty"),
            (TestSilo.Event("e-3", "CANCEL_DISCHARGE", "p-1", "H1-ICU-1"), "occupied"),
            (TestSilo.Event("e-4", "DISCHARGE", "p-1", "H1-ICU-1"), "dirty"),
            (Declared("b-5", "H1-ICU-1", "available"), "free"),
            (TestSilo.Event("e-6", "ADMISSION", "p-2", "H1-ICU-1"), "occupied"),
            (TestSilo.Event("e-7", "CANCEL_DISCHARGE", "p-1", "H1-ICU-1"), "conflict"),
        ];
        foreach (var (step, index) in steps.Select((s, i) => (s, i)))
        {
            log.Append(0, step.Event);
            await silo.ReadAsync(index + 1);
            Assert.Equal(step.Status, (await silo.Grains.GetGrain<IBedGrain>("H1-ICU-1").GetAsync())?.Status);
        }
    }

    private static string Declared(string id, string bed, string status) =>
        $$"""{"event_id":"{{id}}","event_type":"bed_status","bed_id":"{{bed}}","status":"{{status}}","event_timestamp":"2025-06-03T10:00:0{{id[^1]}}"}""";
}
