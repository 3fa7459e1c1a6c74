using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PatientFlow.Events;
using PatientFlow.Patients;
using PatientFlow.Places;
using PatientFlow.Turns;

namespace PatientFlow.Ingest;

/// <summary>
/// Calls from one partition to patients and departments. Each call names the offset of the one before it, so that
/// a grain that lost it, or that knows more from a sender that died, finds out. Owned by: the ingest grain's turn.
/// </summary>
internal sealed class PartitionCalls(
    int partition, long committed, string silo, IGrainFactory grains, LocalPatients local, FlowOptions options)
{
    private readonly GrainsOf<IPatientGrain> patients = new(grains);
    private readonly GrainsOf<IDepartmentGrain> departments = new(grains);
    private Told open = new();
    private Told? closing;

    /// <summary>Offset up to which the lake holds everything and every grain is durable.</summary>
    public long Committed { get; private set; } = committed;

    /// <summary>Gives every patient its events; returns what became of them.</summary>
    public async Task<AppliedBatch[]> ApplyAsync(Dictionary<string, ImmutableArray<PatientEvent>.Builder> groups)
    {
        var applied = new AppliedBatch[groups.Count];
        var turns = new LocalTurns();
        var i = 0;
        foreach (var (key, events) in groups)
        {
            var work = applied[i++] = new AppliedBatch(key, Batch(key, events.DrainToImmutable()));
            local.Find(key)?.ApplyIn(turns, work);
        }

        await turns.EndAsync();

        // Whoever is not active here: new patients, and those of other silos.
        foreach (var chunk in applied.Where(a => a.Outcome is null).Chunk(options.ConcurrentCallsMax))
            await Task.WhenAll(chunk.Select(CallAsync));
        return applied;
    }

    /// <summary>
    /// Tells departments the patients' movements, and what was declared of their beds, from a delivery that ends at an
    /// offset.
    /// </summary>
    public Task TellDepartmentsAsync(IEnumerable<AppliedBatch> applied, long offset)
    {
        var news = new DepartmentNews();
        foreach (var work in applied) news.Add(work);
        return Task.WhenAll(news.Batches(partition, offset).Select(d => departments[d.Department].ApplyAsync(
            d.Batch with { Previous = Note(open.Departments, closing?.Departments, d.Department, offset) })));
    }

    /// <summary>
    /// Asks every grain that was told something to become durable; completes when all are. All are asked before this
    /// returns, so whatever they are told next comes after.
    /// </summary>
    public Task CloseAsync()
    {
        var told = closing = open;
        open = new Told();
        var turns = new LocalTurns();
        var calls = new List<Task>();
        foreach (var (key, offset) in told.Patients)
        {
            var flush = new PatientFlush { Partition = partition, Committed = Committed, Applied = offset, Silo = silo };
            if (local.Find(key) is { } patient) patient.FlushIn(turns, flush);
            else calls.Add(patients[key].FlushAsync(flush));
        }

        foreach (var (key, offset) in told.Departments)
            calls.Add(departments[key].FlushAsync(new CensusFlush { Partition = partition, Applied = offset }));
        return Task.WhenAll([.. calls, turns.EndAsync()]);
    }

    /// <summary>Notes that the lake holds what was closed.</summary>
    public void Commit(long offset)
    {
        Committed = offset;
        closing = null;
    }

    private async Task CallAsync(AppliedBatch work) => work.Outcome = await patients[work.Key].ApplyAsync(work.Batch);

    private PatientBatch Batch(string patient, ImmutableArray<PatientEvent> events) => new()
    {
        Partition = partition,
        Committed = Committed,
        Previous = Note(open.Patients, closing?.Patients, patient, events[^1].Offset),
        Events = events,
    };

    /// <summary>Notes that a grain is told of an offset; returns the offset it was told of before.</summary>
    private static long? Note(Dictionary<string, long> told, Dictionary<string, long>? before, string key, long offset)
    {
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(told, key, out var known);
        long? previous = known ? last : before?.TryGetValue(key, out var closed) == true ? closed : null;
        last = offset;
        return previous;
    }
}
