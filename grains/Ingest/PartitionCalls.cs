using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PatientFlow.Events;
using PatientFlow.Patients;
using PatientFlow.Places;
using PatientFlow.Turns;

namespace PatientFlow.Ingest;

/// <summary>
/// Calls from one partition to patients, departments and beds. Each call names the offset of the one before it, so that
/// a grain that lost it, or that knows more from a sender that died, finds out. Owned by: the ingest grain's turn.
/// </summary>
internal sealed class PartitionCalls(int partition, long committed, string silo, IGrainFactory grains, FlowOptions options)
{
    private readonly GrainsOf<IPatientGrain> patients = new(grains);
    private readonly GrainsOf<IDepartmentGrain> departments = new(grains);
    private readonly GrainsOf<IBedGrain> beds = new(grains);
    private Told open = new();
    private Told? closing;

    /// <summary>Offset up to which the lake holds everything and every grain is durable.</summary>
    public long Committed { get; private set; } = committed;

    /// <summary>Sends every patient its events; returns the outcomes by patient.</summary>
    public async Task<Dictionary<string, PatientOutcome>> ApplyAsync(
        Dictionary<string, ImmutableArray<PatientEvent>.Builder> groups)
    {
        var outcomes = new Dictionary<string, PatientOutcome>(groups.Count, StringComparer.Ordinal);
        foreach (var chunk in groups.Chunk(options.ConcurrentCallsMax))
        {
            var results = await Task.WhenAll(
                chunk.Select(g => patients[g.Key].ApplyAsync(Batch(g.Key, g.Value))));
            for (var i = 0; i < chunk.Length; i++) outcomes.Add(chunk[i].Key, results[i]);
        }

        return outcomes;
    }

    /// <summary>Tells departments and beds the patients' movements from a delivery that ends at an offset.</summary>
    public async Task TellPlacesAsync(Dictionary<string, PatientOutcome> outcomes, long offset)
    {
        var byDepartment = new Dictionary<string, ImmutableArray<CensusChange>.Builder>(StringComparer.Ordinal);
        var byBed = new Dictionary<string, ImmutableArray<CensusChange>.Builder>(StringComparer.Ordinal);
        Action<string, CensusChange> toDepartment = (key, change) => Add(byDepartment, key, change);
        Action<string, CensusChange> toBed = (key, change) => Add(byBed, key, change);
        foreach (var (patient, outcome) in outcomes)
            foreach (var movement in outcome.Movements)
                MovementRouter.Route(patient, movement, toDepartment, toBed);

        await Task.WhenAll(
        [
            .. byDepartment.Select(d => departments[d.Key].ApplyAsync(
                Batch(open.Departments, closing?.Departments, d.Key, d.Value, offset))),
            .. byBed.Select(b => beds[b.Key].ApplyAsync(
                Batch(open.Beds, closing?.Beds, b.Key, b.Value, offset))),
        ]);
    }

    /// <summary>
    /// Asks every grain that was told something to become durable; completes when all are. All are asked before this
    /// returns, so whatever they are told next comes after.
    /// </summary>
    public Task CloseAsync()
    {
        var told = closing = open;
        open = new Told();
        return Task.WhenAll(
        [
            .. told.Patients.Select(t => patients[t.Key].FlushAsync(
                new PatientFlush { Partition = partition, Committed = Committed, Applied = t.Value, Silo = silo })),
            .. told.Departments.Select(t => departments[t.Key].FlushAsync(
                new CensusFlush { Partition = partition, Applied = t.Value })),
            .. told.Beds.Select(t => beds[t.Key].FlushAsync(
                new CensusFlush { Partition = partition, Applied = t.Value })),
        ]);
    }

    /// <summary>Notes that the lake holds what was closed.</summary>
    public void Commit(long offset)
    {
        Committed = offset;
        closing = null;
    }

    private PatientBatch Batch(string patient, ImmutableArray<PatientEvent>.Builder events) => new()
    {
        Partition = partition,
        Committed = Committed,
        Previous = Note(open.Patients, closing?.Patients, patient, events[^1].Offset),
        Events = events.ToImmutable(),
    };

    private CensusBatch Batch(
        Dictionary<string, long> told,
        Dictionary<string, long>? before,
        string key,
        ImmutableArray<CensusChange>.Builder changes,
        long offset) => new()
        {
            Partition = partition,
            Previous = Note(told, before, key, offset),
            Offset = offset,
            Changes = changes.DrainToImmutable(),
        };

    /// <summary>Notes that a grain is told of an offset; returns the offset it was told of before.</summary>
    private static long? Note(Dictionary<string, long> told, Dictionary<string, long>? before, string key, long offset)
    {
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(told, key, out var known);
        long? previous = known ? last : before?.TryGetValue(key, out var closed) == true ? closed : null;
        last = offset;
        return previous;
    }

    private static void Add(
        Dictionary<string, ImmutableArray<CensusChange>.Builder> groups, string key, CensusChange change)
    {
        ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, key, out _);
        group ??= ImmutableArray.CreateBuilder<CensusChange>(1);
        group.Add(change);
    }
}
