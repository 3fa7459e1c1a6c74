using PatientFlow.Quality;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>Holds a sender to the hospitals that it sends for.</summary>
internal static class PostedHospitals
{
    /// <summary>
    /// Returns the index of the first payload that names a hospital outside a scope; -1 for none. What names no hospital
    /// puts nobody anywhere, and what is no event goes to quarantine.
    /// </summary>
    public static int FirstOutside(IReadOnlyList<ReadOnlyMemory<byte>> payloads, Scope scope)
    {
        if (scope.IsEverything) return -1;
        var pool = new TextPool();
        for (var i = 0; i < payloads.Count; i++)
            if (WireReader.Read(payloads[i].Span, pool, out var wire) == UnusableReason.None
                && wire.HospitalId is { } hospital && !scope.Hospitals.Contains(hospital))
                return i;
        return -1;
    }
}
