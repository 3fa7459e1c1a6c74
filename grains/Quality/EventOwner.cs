using PatientFlow.Events;
using PatientFlow.Network;
using PatientFlow.Patients;

namespace PatientFlow.Quality;

/// <summary>Says of an event as it was sent which grain will apply it: that of its patient, its bed, or its own.</summary>
public static class EventOwner
{
    /// <summary>Returns the key that <see cref="PatientKey.Of(PatientEvent)"/> returns once the event is clean.</summary>
    public static string Of(in WireEvent wire, string eventId, NetworkMap network) =>
        QualityRules.Kind(wire.EventType) != EventKind.BedStatus ? PatientKey.Of(wire.PatientId, eventId)
        : BedStatusReading.Read(wire, network) is { } bed ? PatientKey.OfBed(bed.BedId)
        : PatientKey.Of(null, eventId);
}
