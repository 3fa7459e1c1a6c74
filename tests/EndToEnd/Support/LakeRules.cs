namespace PatientFlow.Tests.Support;

/// <summary>What holds for every lake, whatever went into it. Each rule is one question to the independent reader.</summary>
internal static class LakeRules
{
    /// <summary>The tables of a lake, as the reader names them.</summary>
    public static readonly string[] Tables =
    [
        "bronze_patient_flow", "bronze_quarantine", "silver_patient_flow", "gold_dim_hospital", "gold_dim_department",
        "gold_dim_bed", "gold_dim_date", "gold_dim_patient", "gold_fact_stay", "gold_fact_census",
        "gold_fact_patient_flow", "gold_fact_bed_status",
    ];

    private static readonly (string Table, string Key)[] Keys =
    [
        ("bronze_patient_flow", "\"partition\", \"offset\""), ("silver_patient_flow", "event_id"),
        ("gold_dim_patient", "patient_sk"), ("gold_dim_department", "department_sk"), ("gold_dim_date", "date_key"),
        ("gold_fact_patient_flow", "fact_id"), ("gold_fact_patient_flow", "event_id"), ("gold_fact_stay", "stay_sk"),
        ("gold_dim_hospital", "hospital_id"), ("gold_dim_bed", "bed_id"),
        ("gold_fact_census", "department_sk, census_hour"), ("gold_fact_bed_status", "bed_status_id"),
        ("gold_fact_bed_status", "event_id"),
    ];

    private static readonly (string From, string Column, string To, string Key)[] References =
    [
        ("gold_fact_patient_flow", "patient_sk", "gold_dim_patient", "patient_sk"),
        ("gold_fact_patient_flow", "department_sk", "gold_dim_department", "department_sk"),
        ("gold_fact_patient_flow", "stay_sk", "gold_fact_stay", "stay_sk"),
        ("gold_fact_patient_flow", "admission_date", "gold_dim_date", "date_key"),
        ("gold_fact_stay", "patient_sk", "gold_dim_patient", "patient_sk"),
        ("gold_fact_stay", "department_sk", "gold_dim_department", "department_sk"),
        ("gold_fact_stay", "admission_department_sk", "gold_dim_department", "department_sk"),
        ("gold_fact_stay", "admission_date", "gold_dim_date", "date_key"),
        ("gold_fact_stay", "CAST(discharge_time AS DATE)", "gold_dim_date", "date_key"),
        ("gold_fact_stay", "bed_id", "gold_dim_bed", "bed_id"),
        ("gold_fact_census", "department_sk", "gold_dim_department", "department_sk"),
        ("gold_fact_census", "census_date", "gold_dim_date", "date_key"),
        ("gold_fact_bed_status", "bed_id", "gold_dim_bed", "bed_id"),
        ("gold_fact_bed_status", "department_sk", "gold_dim_department", "department_sk"),
        ("gold_dim_department", "hospital_id", "gold_dim_hospital", "hospital_id"),
        ("gold_dim_bed", "department_sk", "gold_dim_department", "department_sk"),
    ];

    /// <summary>Keys are unique (I-07).</summary>
    public static async Task AssertKeysAreUniqueAsync(LakeReader lake)
    {
        foreach (var (table, key) in Keys)
            await lake.AssertNoneAsync(
                $"{key} of {table} is unique", $"SELECT {key}, count(*) AS n FROM {table} GROUP BY {key} HAVING n > 1");
    }

    /// <summary>Foreign keys resolve (I-07).</summary>
    public static async Task AssertReferencesResolveAsync(LakeReader lake)
    {
        foreach (var (from, column, to, key) in References)
            await lake.AssertNoneAsync(
                $"{column} of {from} resolves",
                $"SELECT {column} FROM {from} WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT {key} FROM {to})");
        await lake.AssertNoneAsync(
            "patient_sk is a version of the same patient",
            "SELECT f.fact_id FROM gold_fact_patient_flow f JOIN gold_dim_patient p USING (patient_sk) WHERE f.patient_id <> p.patient_id");
        await lake.AssertNoneAsync(
            "stay_sk is a stay of the same patient",
            "SELECT f.fact_id FROM gold_fact_patient_flow f JOIN gold_fact_stay s USING (stay_sk) WHERE f.patient_id <> s.patient_id");
    }

    /// <summary>Versions of a patient are contiguous, do not overlap, and exactly one is current (I-06).</summary>
    public static async Task AssertVersionsAreContiguousAsync(LakeReader lake)
    {
        await lake.AssertNoneAsync(
            "a patient has exactly one current version",
            "SELECT patient_id, count(*) FILTER (is_current) AS n FROM gold_dim_patient GROUP BY patient_id HAVING n <> 1");
        await lake.AssertNoneAsync(
            "the current version is the one without an end",
            "SELECT patient_sk FROM gold_dim_patient WHERE is_current <> (effective_to IS NULL)");
        await lake.AssertNoneAsync(
            "a version begins where the one before it ends",
            """
            SELECT patient_id, effective_to, next FROM (
                SELECT patient_id, effective_to,
                       lead(effective_from) OVER (PARTITION BY patient_id ORDER BY effective_from, effective_to NULLS LAST) AS next
                FROM gold_dim_patient)
            WHERE effective_to IS DISTINCT FROM next
            """);
    }

    /// <summary>A patient has at most one open stay, no stay ends before it begins, no two overlap (I-03).</summary>
    public static async Task AssertStaysDoNotOverlapAsync(LakeReader lake)
    {
        await lake.AssertNoneAsync(
            "a patient has at most one open stay",
            "SELECT patient_id, count(*) AS n FROM gold_fact_stay WHERE stay_status = 'open' GROUP BY patient_id HAVING n > 1");
        await lake.AssertNoneAsync(
            "open means without discharge time",
            """
            SELECT stay_sk FROM gold_fact_stay
            WHERE (stay_status = 'open') <> (discharge_time IS NULL) OR is_currently_admitted <> (stay_status = 'open')
            """);
        await lake.AssertNoneAsync(
            "no stay ends before it begins", "SELECT stay_sk FROM gold_fact_stay WHERE discharge_time < admission_time");
        await lake.AssertNoneAsync(
            "a stay has a length where it has ended, unless its discharge came from before it",
            """
            SELECT s.stay_sk, s.length_of_stay_hrs, s.midnights FROM gold_fact_stay s
            WHERE (s.length_of_stay_hrs IS NULL) <> (s.discharge_time IS NULL OR s.stay_sk IN (
                    SELECT f.stay_sk FROM gold_fact_patient_flow f JOIN gold_fact_stay t USING (stay_sk)
                    WHERE f.event_type = 'DISCHARGE' AND f.event_timestamp < t.admission_time AND t.discharge_time = t.admission_time
                      AND list_contains(string_split(f._dq_extra, '|'), 'DISCHARGE_BEFORE_STAY')))
               OR (s.midnights IS NULL) <> (s.length_of_stay_hrs IS NULL)
            """);
        await lake.AssertNoneAsync(
            "length of stay is the time between admission and discharge",
            """
            SELECT stay_sk, length_of_stay_hrs FROM gold_fact_stay
            WHERE abs(length_of_stay_hrs - (epoch_us(discharge_time) - epoch_us(admission_time)) / 3.6e9) > 0.00005000001
            """);
    }

    /// <summary>Occupancy over event time never falls below zero, and ends at the number of open stays (I-04).</summary>
    public static async Task AssertOccupancyAddsUpAsync(LakeReader lake)
    {
        await lake.AssertNoneAsync(
            "occupancy is never negative",
            $"""
            WITH {Steps}
            SELECT * FROM (
                SELECT moment, sum(step) OVER (ORDER BY moment, step DESC ROWS UNBOUNDED PRECEDING) AS network,
                       sum(step) FILTER (transfers = 0) OVER (
                           PARTITION BY department_sk ORDER BY moment, step DESC ROWS UNBOUNDED PRECEDING) AS department
                FROM steps)
            WHERE network < 0 OR department < 0
            """);
        Assert.Equal(
            await lake.NumberAsync("SELECT count(*) FROM gold_fact_stay WHERE stay_status = 'open'"),
            await lake.NumberAsync($"WITH {Steps} SELECT coalesce(sum(step), 0) FROM steps"));
    }

    /// <summary>
    /// The hourly census is what the movement events say, counted another way: who was where is told by the places of
    /// a stay's admission and transfers, and by its end.
    /// </summary>
    public static async Task AssertCensusAddsUpAsync(LakeReader lake)
    {
        await lake.AssertNoneAsync(
            "patients of a department are those before, and who came, less who left",
            """
            SELECT * FROM (
                SELECT *, sum(arrivals - departures) OVER (PARTITION BY department_sk ORDER BY census_hour) AS counted
                FROM gold_fact_census)
            WHERE patients <> counted OR patients < 0 OR arrivals < 0 OR departures < 0
            """);
        await lake.AssertNoneAsync(
            "a department has in the end whom its open stays have",
            """
            SELECT * FROM (
                SELECT department_sk, max_by(patients, census_hour) AS counted FROM gold_fact_census GROUP BY ALL)
            FULL JOIN (
                SELECT department_sk, count(*) AS n FROM gold_fact_stay
                WHERE stay_status = 'open' AND department_sk IS NOT NULL GROUP BY ALL) USING (department_sk)
            WHERE coalesce(counted, 0) <> coalesce(n, 0)
            """);
        await lake.AssertNoneAsync(
            "an hour of a hospital's day lies in that day, and the day in the file's month",
            """
            SELECT c.* FROM gold_fact_census c JOIN gold_dim_department d USING (department_sk)
            JOIN gold_dim_hospital h USING (hospital_id)
            WHERE CAST(timezone(h.time_zone, c.census_hour) AS DATE) <> c.census_date
               OR strftime(c.census_date, '%Y-%m') <> c.census_month
               OR minute(timezone(h.time_zone, c.census_hour)) <> 0
            """);
    }

    /// <summary>The log says of every live file what is true of it, and of every column what the files hold (I-12).</summary>
    public static async Task AssertLogIsTrueAsync(LakeReader lake)
    {
        Assert.Equal(Tables.Order(), (await lake.CountsAsync("SELECT name, version FROM log_tables")).Keys.Order());
        await lake.AssertNoneAsync("any Delta reader can read it", "SELECT * FROM log_tables WHERE reader <> 1 OR writer > 2");
        await lake.AssertNoneAsync(
            "a live file is whole and its statistics are true",
            "SELECT * FROM log_files WHERE size <> size_on_disk OR rows IS DISTINCT FROM rows_in_file");
        foreach (var table in Tables)
        {
            await lake.AssertNoneAsync(
                $"the columns of {table} are those of its files",
                $"""
                SELECT l.column_name, l.type, d.column_type FROM (SELECT * FROM log_columns WHERE name = '{table}') l
                FULL JOIN (DESCRIBE {table}) d USING (column_name) WHERE l.type IS DISTINCT FROM d.column_type
                """);
            Assert.Equal(
                await lake.NumberAsync($"SELECT coalesce(sum(rows), 0) FROM log_files WHERE name = '{table}'"),
                await lake.NumberAsync($"SELECT count(*) FROM {table}"));
        }

        foreach (var row in await lake.RowsAsync("SELECT name, column_name FROM log_columns WHERE NOT nullable"))
        {
            var (table, column) = (row.GetProperty("name").GetString(), row.GetProperty("column_name").GetString());
            await lake.AssertNoneAsync(
                $"{column} of {table} is never null", $"SELECT \"{column}\" FROM {table} WHERE \"{column}\" IS NULL");
        }
    }

    /// <summary>All rules.</summary>
    public static async Task AssertAllAsync(LakeReader lake)
    {
        await AssertLogIsTrueAsync(lake);
        await AssertKeysAreUniqueAsync(lake);
        await AssertReferencesResolveAsync(lake);
        await AssertVersionsAreContiguousAsync(lake);
        await AssertStaysDoNotOverlapAsync(lake);
        await AssertOccupancyAddsUpAsync(lake);
        await AssertCensusAddsUpAsync(lake);
    }

    // A stay fills a bed from its admission to its discharge; where it began is where it is only without transfers.
    private const string Steps =
        """
        steps AS (
            SELECT admission_time AS moment, department_sk, transfers, 1 AS step FROM gold_fact_stay
            UNION ALL
            SELECT discharge_time, department_sk, transfers, -1 FROM gold_fact_stay WHERE discharge_time IS NOT NULL)
        """;
}
