namespace PatientFlow.Quality;

/// <summary>Computes the length of a stay as tables hold it.</summary>
public static class StayLength
{
    /// <summary>
    /// Returns the hours from one UTC time to a later one, rounded to 4 decimals (a third of a second).
    /// </summary>
    public static double Hours(DateTime from, DateTime to) => Math.Round((to - from).TotalHours, 4);
}
