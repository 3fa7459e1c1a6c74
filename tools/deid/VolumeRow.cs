namespace PatientFlow.Tools.Deid;

/// <summary>Ended stays of a department that began in a year.</summary>
/// <param name="DepartmentSk">The department that discharged.</param>
/// <param name="Year">UTC year of the admission.</param>
/// <param name="Patients">Patients whose stays they are.</param>
/// <param name="Stays">How many there are.</param>
/// <param name="Hours">Sum of their lengths.</param>
internal sealed record VolumeRow(long DepartmentSk, int Year, int Patients, int Stays, double Hours)
{
    /// <summary>Whether so few patients might be recognised.</summary>
    public bool IsSmall => Patients < DeidTables.CellMin;
}
