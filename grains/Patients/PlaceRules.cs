using PatientFlow.Events;
using PatientFlow.Network;

namespace PatientFlow.Patients;

/// <summary>Derives from an event where the patient is.</summary>
public static class PlaceRules
{
    /// <summary>
    /// Returns the place that an event names. Hospital and department hold: a bed of another one is dropped, so that its
    /// owner keeps it. If the event names no department that its hospital has, but a known bed, the bed determines the
    /// department. A bed id that the network does not have is ignored.
    /// </summary>
    public static Place Of(PatientEvent e, NetworkMap network)
    {
        var (hospital, unit, bed) = Find(e, network);
        return new Place
        {
            HospitalId = unit?.HospitalId ?? hospital,
            Department = unit?.Department ?? e.Department,
            DepartmentKey = unit?.Key,
            BedId = bed?.BedId,
        };
    }

    /// <summary>Returns the department of that place; null if the network has none such.</summary>
    public static DepartmentUnit? DepartmentOf(PatientEvent e, NetworkMap network) => Find(e, network).Unit;

    /// <summary>
    /// Whether a transfer is to the bed that the patient is in, or names that department and no bed. Where the patient's
    /// bed is not known, a transfer within the department may be to another bed: hospitals that send no beds do so.
    /// </summary>
    /// <param name="current">Where the patient is.</param>
    /// <param name="named">The place that the transfer names.</param>
    /// <param name="namesNoBed">Whether it names no bed at all, be it an unknown one.</param>
    public static bool IsSame(Place current, Place named, bool namesNoBed) =>
        current.BedId is not null && current.DepartmentKey == named.DepartmentKey
        && (current.BedId == named.BedId || namesNoBed);

    /// <summary>Whether a place names a department or bed of the network.</summary>
    public static bool IsKnown(Place place) => place.DepartmentKey is not null || place.BedId is not null;

    private static (int? Hospital, DepartmentUnit? Unit, BedAddress? Bed) Find(PatientEvent e, NetworkMap network)
    {
        var bed = e.BedId is null ? null : network.FindBed(e.BedId);
        var hospital = e.HospitalId ?? bed?.HospitalId;
        var unit = hospital is { } id && e.Department is not null ? network.Find(id, e.Department) : null;
        if (bed is not null && (bed.HospitalId != hospital || (unit is not null && bed.DepartmentKey != unit.Key))) bed = null;
        unit ??= bed is null ? null : network.Find(bed.DepartmentKey);
        return (hospital, unit, bed);
    }
}
