using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PatientFlow.Events;
using PatientFlow.Patients;

namespace PatientFlow.Ingest;

/// <summary>Groups the events of one delivery by patient, each patient's in log order.</summary>
public static class BatchGroups
{
    /// <summary>Groups events by the grain that applies them.</summary>
    public static Dictionary<string, ImmutableArray<PatientEvent>.Builder> ByPatient(IEnumerable<PatientEvent> events)
    {
        var groups = new Dictionary<string, ImmutableArray<PatientEvent>.Builder>(StringComparer.Ordinal);
        foreach (var e in events)
        {
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, PatientKey.Of(e), out _);
            group ??= ImmutableArray.CreateBuilder<PatientEvent>(1);
            group.Add(e);
        }

        return groups;
    }
}
