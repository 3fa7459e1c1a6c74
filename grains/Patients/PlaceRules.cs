using PatientFlow.Events;
using PatientFlow.Network;

namespace PatientFlow.Patients;

/// <summary>Reads from an event where the patient is.</summary>
public static class PlaceRules
{
    /// <summary>
    /// The place that an event names. Where it names no department of the network but a bed of it, the bed tells; a bed id
    /// that the network does not have is no bed.
    /// </summary>
    public static Place Of(PatientEvent e, NetworkMap network)
    {
        var bed = e.BedId is null ? null : network.FindBed(e.BedId);
        var hospital = e.HospitalId ?? bed?.HospitalId;
        var unit = hospital is { } id && e.Department is not null ? network.Find(id, e.Department) : null;
        unit ??= bed is null ? null : network.Find(bed.DepartmentKey);
        return new Place
        {
            HospitalId = unit?.HospitalId ?? hospital,
            Department = unit?.Department ?? e.Department,
            DepartmentKey = unit?.Key,
            BedId = bed?.BedId,
        };
    }

    /// <summary>Whether a place says anything that a department or bed of the network could count.</summary>
    public static bool IsKnown(Place place) => place.DepartmentKey is not null || place.BedId is not null;
}
