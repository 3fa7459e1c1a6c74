namespace PatientFlow.Tests.Recovery;

/// <summary>
/// Input that says something in an odd way, or something that cannot be, through the whole path: the lake that comes of it
/// keeps every rule, and verifies.
/// </summary>
public sealed class OddInputTests
{
    private static readonly string[] Lines =
    [
        // The times of the admission cannot be read; the discharge lies months before the log took it.
        """{"event_type": "ADMISSION", "event_id": "o-1", "patient_id": "late", "event_timestamp": "12025-01-01", "admission_time": "0001-01-01T00:00:00", "department": "ICU", "hospital_id": 3, "bed_id": "H3-ICU-1", "gender": "Male"}""",
        """{"event_type": "DISCHARGE", "event_id": "o-2", "patient_id": "late", "event_timestamp": "2026-01-05T10:00", "discharge_time": "2026-01-05T09:55", "department": "ICU", "hospital_id": 3, "bed_id": "H3-ICU-1"}""",

        // Numbers as text, an event type in lower case, an id with blanks; then the same patient and the same bed, spelled well.
        """{"event_type": "admission", "event_id": " o-3", "patient_id": "\u00a0odd ", "event_timestamp": "20260105T1000+01", "admission_time": 1767600000000, "department": " icu", "hospital_id": "3", "bed_id": "h3-icu-02 ", "gender": "Male ", "age": "40.0", "vitals": {"heart_rate": "72"}}""",
        """{"event_type": "TRANSFER", "event_id": "o-4", "patient_id": "odd", "event_timestamp": "2026-01-05T11:00:00", "department": "ICU", "hospital_id": 3, "bed_id": "H3-ICU-2", "gender": "Male"}""",
        """{"event_type": "TRANSFER", "event_id": "o-3 ", "patient_id": "odd", "event_timestamp": "2026-01-05T11:30:00", "department": "Surgery", "hospital_id": 3, "bed_id": "H3-SUR-2"}""",

        // The bed is another patient's, in another hospital.
        """{"event_type": "ADMISSION", "event_id": "o-5", "patient_id": "owner", "event_timestamp": "2026-01-05T08:00:00", "department": "Surgery", "hospital_id": 1, "bed_id": "H1-SUR-1"}""",
        """{"event_type": "ADMISSION", "event_id": "o-6", "patient_id": "guest", "event_timestamp": "2026-01-05T24:00", "department": "ICU", "hospital_id": 3, "bed_id": "H1-SUR-1"}""",
    ];

    [Fact]
    public async Task Odd_input_gives_a_lake_that_keeps_every_rule()
    {
        using var folder = new TestFolder();
        await SiloProgram.DemoAsync(folder.Write("odd.jsonl", Lines), folder["data"]);
        await SiloProgram.AssertCleanAsync(folder["data"]);
        await using var lake = await LakeReader.OpenAsync(folder["data"]);
        await LakeRules.AssertAllAsync(lake);

        Assert.Equal(
            "guest|||2026-01-06 00:00:00|0|open, late|H3-ICU-1|||0|closed, odd|H3-ICU-2||2026-01-05 08:00:00|0|open, owner|H1-SUR-1||2026-01-05 08:00:00|0|open",
            await lake.TextAsync(
                """
                SELECT string_agg(concat_ws('|', patient_id, coalesce(bed_id, ''), coalesce(CAST(length_of_stay_hrs AS VARCHAR), ''),
                    CASE WHEN stay_status = 'open' THEN strftime(admission_time, '%Y-%m-%d %H:%M:%S') ELSE '' END, transfers, stay_status), ', ' ORDER BY patient_id)
                FROM gold_fact_stay
                """));
        Assert.Equal(
            "DISCHARGE_BEFORE_STAY, NUMBER_AS_TEXT|ID_TRIMMED|TEXT_CLEANED, SAME_PLACE, BED_ELSEWHERE",
            await lake.TextAsync(
                """
                SELECT string_agg(regexp_replace(_dq_extra, '^(MISSING_[A-Z]+\||NULL_ADMISSION_TIME\|)*', ''), ', ' ORDER BY event_id)
                FROM silver_patient_flow WHERE event_id IN ('o-2', 'o-3', 'o-4', 'o-6')
                """));
        Assert.Equal(6, await lake.NumberAsync("SELECT count(*) FROM silver_patient_flow"));
        Assert.Equal(1, await lake.NumberAsync("SELECT count(*) FROM gold_dim_patient WHERE patient_id = 'odd'"));
    }
}
