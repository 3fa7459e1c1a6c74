using System.Collections.Immutable;
using PatientFlow.Patients;
using PatientFlow.Places;

namespace PatientFlow.Ingest;

/// <summary>What one delivery has to tell each department. Owned by: one delivery.</summary>
internal sealed class DepartmentNews
{
    private readonly Dictionary<string, Of> departments = new(StringComparer.Ordinal);
    private readonly Action<string, CensusChange> toDepartment;

    public DepartmentNews() => toDepartment = (key, change) => In(key).Changes.Add(change);

    /// <summary>Adds what became of the events of one patient, or of one bed.</summary>
    public void Add(AppliedBatch work)
    {
        var outcome = work.OutcomeOrThrow();
        foreach (var movement in outcome.Movements) MovementRouter.Route(work.Key, movement, toDepartment);
        if (!outcome.Vacated.IsDefault)
            foreach (var vacancy in outcome.Vacated)
                In(vacancy.DepartmentKey).Vacated.Add(vacancy);
        for (var i = 0; i < work.Batch.Events.Length; i++)
            if (!outcome.Events[i].Duplicate && BedBook.DeclaredBy(work.Batch.Events[i]) is { } declared)
                In(declared.Change.DepartmentKey).Declared.Add(declared);
    }

    /// <summary>Returns what to tell each department; the sender adds what it told it before.</summary>
    /// <param name="partition">Partition of the delivery.</param>
    /// <param name="offset">Last offset of the delivery.</param>
    public IEnumerable<(string Department, CensusBatch Batch)> Batches(int partition, long offset) =>
        departments.Select(d => (d.Key, new CensusBatch
        {
            Partition = partition,
            Previous = null,
            Offset = offset,
            Changes = d.Value.Changes.DrainToImmutable(),
            Declared = d.Value.Declared.DrainToImmutable(),
            Vacated = d.Value.Vacated.DrainToImmutable(),
        }));

    private Of In(string department)
    {
        if (!departments.TryGetValue(department, out var of)) departments.Add(department, of = new Of());
        return of;
    }

    private sealed class Of
    {
        public ImmutableArray<CensusChange>.Builder Changes { get; } = ImmutableArray.CreateBuilder<CensusChange>(1);

        public ImmutableArray<DeclaredStatus>.Builder Declared { get; } = ImmutableArray.CreateBuilder<DeclaredStatus>(0);

        public ImmutableArray<BedVacancy>.Builder Vacated { get; } = ImmutableArray.CreateBuilder<BedVacancy>(0);
    }
}
