using PatientFlow.Events;
using PatientFlow.Network;

namespace PatientFlow.Patients;

/// <summary>Derives from an event where the patient is.</summary>
public static class PlaceRules
{
    /// <summary>
    /// Returns the place that an event names. If it names no department of the network but a known bed, the bed
    /// determines the department. A bed id that the network does not have is ignored.
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

    /// <summary>Whether a place names a department or bed of the network.</summary>
    public static bool IsKnown(Place place) => place.DepartmentKey is not null || place.BedId is not null;
}
