using PatientFlow.Patients;

namespace PatientFlow.Quality;

/// <summary>Computes the length of a stay as tables hold it.</summary>
public static class StayLength
{
    /// <summary>
    /// Returns the hours from one UTC time to a later one, rounded to 4 decimals (a third of a second).
    /// </summary>
    public static double Hours(DateTime from, DateTime to) => Math.Round((to - from).TotalHours, 4);

    /// <summary>Returns the hours of a stay; null while it lasts, and where its end is not known to be after its begin.</summary>
    public static double? Of(Stay stay) =>
        stay is { DischargeTime: { } end, LengthUnknown: false } ? Hours(stay.AdmissionTime, end) : null;
}
