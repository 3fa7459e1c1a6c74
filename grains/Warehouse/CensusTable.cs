namespace PatientFlow.Warehouse;

/// <summary>Gold, hour by hour: the number of patients in each department (docs/decisions/0007).</summary>
public static class CensusTable
{
    /// <summary>One row per department and hour in which somebody arrived or left.</summary>
    public static Table<CensusRow> Census { get; } = new()
    {
        Path = "gold/fact_census",
        Comment = "One row a department and hour in which a patient came or left, and one at the beginning of a month"
            + " for who is in. Between two rows nothing changes: v_census_hourly has every hour.",
        PartitionColumns = ["census_month"],
        Columns =
        [
            new LongOf<CensusRow>("department_sk", false, "The department.", r => r.DepartmentSk),
            new TimestampOf<CensusRow>("census_hour", false, "Beginning of the hour of the hospital's day, as an instant.", r => r.Hour.Begins),
            new DateOf<CensusRow>("census_date", false, "Day of the hospital that the hour is in: key of dim_date.", r => r.Hour.Day),
            new IntegerOf<CensusRow>("hour_of_day", false, "Hour of that day, 0 to 23; twice where clocks go back.", r => r.Hour.OfDay),
            new IntegerOf<CensusRow>("arrivals", false, "Patients who came in the hour, from another department too.", r => r.Arrivals),
            new IntegerOf<CensusRow>("departures", false, "Patients who left in the hour, for another department too.", r => r.Departures),
            new IntegerOf<CensusRow>("patients", false, "Patients who are in when the hour ends.", r => r.Patients),
            new TextOf<CensusRow>("census_month", false, "Month of the day, such as 2025-06: the folder of the file.", r => r.Hour.Month),
        ],
    };
}
