using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PatientFlow.Network;

namespace PatientFlow.Warehouse;

/// <summary>Gold's dimensions.</summary>
public static class DimensionTables
{
    /// <summary>
    /// Number of folders of <c>dim_patient</c>: a merge rewrites only the folders of the patients that changed.
    /// </summary>
    public const int PatientBuckets = 16;

    private const int BucketRoomBytes = 128; // Enough for the ids that there are; others are read too.

    /// <summary>SCD2 versions of patients.</summary>
    public static Table<PatientRow> Patient { get; } = new()
    {
        Path = "gold/dim_patient",
        Comment = "SCD2 versions of patients by event time; intervals are half-open and contiguous.",
        PartitionColumns = ["patient_bucket"],
        FileRowsMax = 2_048,
        Progress = ["is_current"],
        Columns =
        [
            new LongOf<PatientRow>("patient_sk", false, "Key of the version, from the place in the log of the event that opened it.", r => r.Version.PatientSk),
            new TextOf<PatientRow>("patient_id", false, "The patient.", r => r.PatientId),
            new TextOf<PatientRow>("gender", true, "Gender, the last known.", r => r.Version.Gender),
            new IntegerOf<PatientRow>("age", true, "Age in years, the last known.", r => r.Version.Age),
            new TextOf<PatientRow>("insurance_type", true, "Insurance, the last known.", r => r.Version.InsuranceType),
            new TimestampOf<PatientRow>("effective_from", false, "Event time from which the version is valid.", r => r.Version.EffectiveFrom),
            new TimestampOf<PatientRow>("effective_to", true, "Event time up to, not including, which it is valid; null while current.", r => r.Version.EffectiveTo),
            new BooleanOf<PatientRow>("is_current", false, "Whether it is the patient's current version.", r => r.Version.EffectiveTo is null),
            new IntegerOf<PatientRow>("patient_bucket", false, "Hash of the patient id: the folder of the file.", r => Bucket(r.PatientId)),
        ],
    };

    /// <summary>All departments of the network.</summary>
    public static Table<DepartmentUnit> Department { get; } = new()
    {
        Path = "gold/dim_department",
        Comment = "Every department of every hospital of the network.",
        Columns =
        [
            new LongOf<DepartmentUnit>("department_sk", false, "Key, from hospital and department code alone.", r => r.DepartmentSk),
            new TextOf<DepartmentUnit>("department", false, "Name of the department.", r => r.Department),
            new IntegerOf<DepartmentUnit>("hospital_id", false, "Hospital.", r => r.HospitalId),
            new TextOf<DepartmentUnit>("hospital_name", false, "Name of the hospital.", r => r.HospitalName),
            new IntegerOf<DepartmentUnit>("bed_capacity", false, "Staffed beds.", r => r.Capacity),
            new TextOf<DepartmentUnit>("department_key", false, "Hospital and code as in bed ids, such as H3-ICU.", r => r.Key),
        ],
    };

    /// <summary>Days, in whole years.</summary>
    public static Table<DateRow> Date { get; } = new()
    {
        Path = "gold/dim_date",
        Comment = "Days, whole years of them, from the first to the last that a row falls into.",
        AppendOnly = true,
        Columns =
        [
            new DateOf<DateRow>("date_key", false, "The day.", r => r.Day),
            new IntegerOf<DateRow>("year", false, "Year.", r => r.Day.Year),
            new IntegerOf<DateRow>("quarter", false, "Quarter, 1 to 4.", r => (r.Day.Month + 2) / 3),
            new IntegerOf<DateRow>("month", false, "Month, 1 to 12.", r => r.Day.Month),
            new TextOf<DateRow>("month_name", false, "English name of the month.",
                r => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(r.Day.Month)),
            new IntegerOf<DateRow>("day", false, "Day of the month.", r => r.Day.Day),
            new IntegerOf<DateRow>("day_of_week", false, "1 = Sunday to 7 = Saturday.", r => (int)r.Day.DayOfWeek + 1),
            new TextOf<DateRow>("day_name", false, "English name of the day.", r => r.Day.DayOfWeek.ToString()),
            new BooleanOf<DateRow>("is_weekend", false, "Saturday or Sunday.",
                r => r.Day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday),
        ],
    };

    /// <summary>Returns the folder of a patient: FNV-1a of the id's UTF-8 bytes, which never changes.</summary>
    public static int Bucket(string patientId)
    {
        Span<byte> room = stackalloc byte[BucketRoomBytes];
        var utf8 = Encoding.UTF8.TryGetBytes(patientId, room, out var length) ? room[..length] : Encoding.UTF8.GetBytes(patientId);
        var hash = 2_166_136_261u;
        foreach (var b in utf8) hash = (hash ^ b) * 16_777_619u;
        return (int)(hash % PatientBuckets);
    }

    /// <summary>Returns the days of a year.</summary>
    public static ImmutableArray<DateRow> DaysOf(int year)
    {
        var first = new DateOnly(year, 1, 1);
        return [.. Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(d => new DateRow(first.AddDays(d)))];
    }
}
