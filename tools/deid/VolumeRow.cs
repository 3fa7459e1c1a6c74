namespace PatientFlow.Tools.Deid;

/// <summary>Ended stays of a department that began in one year.</summary>
/// <param name="DepartmentSk">The discharging department.</param>
/// <param name="Year">UTC year of the admission.</param>
/// <param name="Patients">Number of patients with such stays.</param>
/// <param name="Stays">Number of the stays.</param>
/// <param name="Hours">Sum of the stays' lengths.</param>
internal sealed record VolumeRow(long DepartmentSk, int Year, int Patients, int Stays, double Hours)
{
    /// <summary>Whether there are so few patients that one might be recognised.</summary>
    public bool IsSmall => Patients < DeidTables.CellMin;
}
