using PatientFlow.Tests.Build;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Warehouse;

/// <summary>The seed's SQL keeps working: every column that it knows is there, by its name and type.</summary>
public sealed class SeedColumnTests
{
    [Theory]
    [InlineData("bronze/patient_flow", "event_key", "raw_json", "topic", "partition", "offset", "eventhub_timestamp", "ingested_at", "data_source")]
    [InlineData("silver/patient_flow", "event_type", "event_id", "patient_id", "gender", "age", "department", "hospital_id", "hospital_name",
        "bed_id", "admission_time", "expected_discharge_time", "admission_priority", "diagnosis_code", "insurance_type", "heart_rate",
        "bp_systolic", "bp_diastolic", "temperature_f", "oxygen_saturation", "event_timestamp", "discharge_time", "length_of_stay_hrs",
        "discharge_status", "_bronze_eventhub_ts", "_bronze_ingested_at", "_dq_flags", "_silver_processed_at")]
    [InlineData("gold/dim_patient", "patient_sk", "patient_id", "gender", "age", "insurance_type", "effective_from", "effective_to", "is_current")]
    [InlineData("gold/dim_department", "department_sk", "department", "hospital_id", "hospital_name", "bed_capacity")]
    [InlineData("gold/dim_date", "date_key", "year", "quarter", "month", "month_name", "day", "day_of_week", "day_name", "is_weekend")]
    [InlineData("gold/fact_patient_flow", "fact_id", "patient_sk", "department_sk", "event_type", "event_id", "patient_id", "admission_date",
        "admission_time", "discharge_time", "expected_discharge_time", "length_of_stay_hrs", "is_currently_admitted", "admission_priority",
        "diagnosis_code", "discharge_status", "bed_id", "heart_rate", "bp_systolic", "bp_diastolic", "temperature_f", "oxygen_saturation",
        "_gold_processed_at")]
    public void The_seeds_columns_are_all_there(string table, params string[] columns) =>
        Assert.Empty(columns.Except(Tables.All.Single(t => t.Path == table).Schema.Select(c => c.Name)));

    [Theory]
    [InlineData("silver/patient_flow", "_bronze_partition", "_bronze_offset", "_dq_extra")]
    [InlineData("gold/fact_patient_flow", "_dq_flags", "_dq_extra", "stay_sk")]
    [InlineData("bronze/quarantine", "partition", "offset", "reason", "raw_json", "raw_base64")]
    public void So_is_what_the_seed_dropped(string table, params string[] columns) => The_seeds_columns_are_all_there(table, columns);

    [Theory]
    [InlineData("patient_sk", ColumnType.Long)]
    [InlineData("department_sk", ColumnType.Long)]
    [InlineData("date_key", ColumnType.Date)]
    [InlineData("admission_date", ColumnType.Date)]
    [InlineData("admission_time", ColumnType.Timestamp)]
    [InlineData("age", ColumnType.Integer)]
    [InlineData("temperature_f", ColumnType.Double)]
    [InlineData("length_of_stay_hrs", ColumnType.Double)]
    [InlineData("is_current", ColumnType.Boolean)]
    public void A_column_has_one_type_wherever_it_stands(string column, ColumnType type) =>
        Assert.All(Tables.All.SelectMany(t => t.Schema).Where(c => c.Name == column), c => Assert.Equal(type, c.Type));

    [Fact]
    public void A_row_of_Silver_reads_its_event()
    {
        var sent = SentEvent.Discharge().With("vitals", new { heart_rate = 62, bp_systolic = 121, bp_diastolic = 78, temperature_f = 97.2, oxygen_saturation = 93 })
            .With("admission_priority", "Urgent").With("expected_discharge_time", "2025-06-05T00:00:00").With("gender", null);
        var row = Assert.Single(new Ingestion(partition: 2).Take(sent).Buffer.Silver);

        Assert.Equal(
            [
                "DISCHARGE", "E2-0", "P1", null, 40, "ICU", 3, "MHA Riverside General", "H3-ICU-7", SentEvent.Time("08:00"),
                SentEvent.Time("2025-06-05T00:00:00"), "Urgent", "I21.0-STEMI", "Private", 62, 121, 78, 97.2, 93, SentEvent.Time("12:00"),
                SentEvent.Time("12:00"), 4.0, "Discharged-Home", SentEvent.Time("23:00"), Ingestion.Now, 2, 0L, "CLEAN",
                "MISSING_GENDER|AWAITS_ADMISSION", Ingestion.Now,
            ],
            SilverTable.PatientFlow.Columns.Select(c => TableCell.Of(SilverTable.PatientFlow, c.Name, row)));
    }
}
