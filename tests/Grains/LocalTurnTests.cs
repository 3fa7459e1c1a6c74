using Orleans.Storage;
using PatientFlow.Patients;

namespace PatientFlow.Tests;

/// <summary>A patient that is given its events in turns instead of calls loses nothing that a call would have kept.</summary>
public sealed class LocalTurnTests
{
    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_patient_whose_row_somebody_else_wrote_reads_it_again_before_it_goes_on()
    {
        var (log, lake, states) = (new MemoryLog(1), new MemoryWarehouse(1), new FaultyStorage());
        log.Append(0, TestSilo.Event("e-1", "ADMISSION", "p-1", "H1-ICU-1"));
        await using var silo = await TestSilo.StartAsync(log, lake, states);
        await silo.ReadAsync(1);
        var (reads, failed) = (0, 0);
        states.ReadFault = name => Interlocked.Add(ref reads, name == "patient" ? 1 : 0);
        states.WriteFault = name =>
        {
            if (name == "patient" && Interlocked.Increment(ref failed) == 1)
                throw new InconsistentStateException("planted", "1", "2");
        };
        await silo.DrainAsync(log, lake);

        Assert.Equal(1, reads);
        var fold = Expected.Of(log);
        Expected.Equal(fold, lake);
        await LiveState.EqualAsync(silo.Grains, fold);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task What_a_patient_is_given_while_its_row_is_written_is_not_forgotten_because_it_is_idle()
    {
        var (log, lake, states) = (new MemoryLog(1), new MemoryWarehouse(1), new HeldStorage("patient"));
        log.Append(0, TestSilo.Event("e-1", "ADMISSION", "p-1", "H1-ICU-1"));
        log.Append(0, TestSilo.Event("e-2", "ADMISSION", "p-2", "H1-ICU-2"));
        await using var silo = await TestSilo.StartAsync(log, lake, states, collectionAge: TimeSpan.FromMilliseconds(500));
        await silo.ReadAsync(2);
        var run = silo.Exporter.ExportAsync();
        await states.Reached.Task;
        log.Append(0, TestSilo.Event("e-3", "VITALS", "p-1", "H1-ICU-1"));
        await silo.ReadAsync(3); // A call would wait for the row.
        states.Release.SetResult();
        await run;

        // The other one has nothing that is not stored, and leaves.
        while (await silo.ActivationsAsync("patient") > 1)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        Assert.Equal(2, (await silo.Grains.GetGrain<IPatientGrain>("p-1").GetAsync())?.Sequence);
        await silo.DrainAsync(log, lake);
        Assert.Equal(1, log.ReadsFromStart);
    }
}
