namespace PatientFlow.Quality;

/// <summary>The length of a stay as tables hold it.</summary>
public static class StayLength
{
    /// <summary>Hours from one UTC time to a later one, to 4 decimals (a third of a second).</summary>
    public static double Hours(DateTime from, DateTime to) => Math.Round((to - from).TotalHours, 4);
}
