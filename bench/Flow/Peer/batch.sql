-- The same tables from the same file, as a batch. The caller has made the tables departments and spellings of the
-- network. $events is the file, $lake the folder of the tables.

-- Every line is parsed once; fields that have another type than they should become null. rowid is its place in the file.
SET preserve_insertion_order = true;
CREATE TABLE events AS
SELECT json, unnest(json_transform(json, '{
  "event_type": "VARCHAR", "event_id": "VARCHAR", "patient_id": "VARCHAR", "gender": "VARCHAR", "age": "INTEGER",
  "department": "VARCHAR", "hospital_id": "INTEGER", "hospital_name": "VARCHAR", "bed_id": "VARCHAR",
  "admission_time": "TIMESTAMP", "expected_discharge_time": "TIMESTAMP", "admission_priority": "VARCHAR",
  "diagnosis_code": "VARCHAR", "insurance_type": "VARCHAR",
  "vitals": {"heart_rate": "INTEGER", "bp_systolic": "INTEGER", "bp_diastolic": "INTEGER", "temperature_f": "DOUBLE",
             "oxygen_saturation": "INTEGER"},
  "event_timestamp": "TIMESTAMP", "discharge_time": "TIMESTAMP", "length_of_stay_hrs": "DOUBLE",
  "discharge_status": "VARCHAR"}'))
FROM read_json_objects('$events', format = 'newline_delimited');
SET preserve_insertion_order = false;

-- Bronze: every line as it came.
COPY (
  SELECT coalesce(patient_id, event_id) AS event_key, json AS raw_json, 'patient-events' AS topic, 0 AS "partition",
    rowid AS "offset", now() AS eventhub_timestamp, now() AS ingested_at, 'kafka-eventhub' AS data_source,
    CASE WHEN event_id IS NULL THEN 'MISSING_EVENT_ID' END AS parse_error
  FROM events
) TO '$lake/bronze_patient_flow.parquet';

COPY (
  SELECT rowid AS "offset", CASE WHEN event_id IS NULL THEN 'MISSING_EVENT_ID' ELSE 'MISSING_PATIENT_ID' END AS reason,
    json AS raw_json
  FROM events WHERE event_id IS NULL OR patient_id IS NULL
) TO '$lake/bronze_quarantine.parquet';

-- Silver: of repeated events the first; the seven rules in their order, with the event's own time as now.
CREATE TABLE silver AS
WITH first_of_each AS (
  SELECT * EXCLUDE (json), rowid AS "offset" FROM events
  WHERE rowid IN (SELECT min(rowid) FROM events WHERE event_id IS NOT NULL GROUP BY event_id)
), timed AS (
  SELECT *, coalesce(event_timestamp, now()::TIMESTAMP) AS event_time,
    CASE WHEN admission_time > coalesce(event_timestamp, now()::TIMESTAMP) THEN event_timestamp ELSE admission_time END AS admitted,
    CASE WHEN hospital_id BETWEEN 1 AND 7 THEN hospital_id ELSE try_cast(bed_id[2:instr(bed_id, '-') - 1] AS INTEGER) END AS hospital
  FROM first_of_each
)
SELECT t."offset", t.event_time, t.event_type, t.event_id, t.patient_id, t.gender,
  CASE WHEN t.age BETWEEN 0 AND 120 THEN t.age END AS age,
  coalesce(s.department, t.department) AS department, d.department_sk, t.hospital AS hospital_id,
  coalesce(d.hospital_name, nullif(t.hospital_name, 'UNKNOWN')) AS hospital_name, t.bed_id,
  t.admitted AS admission_time, t.expected_discharge_time, t.admission_priority, t.diagnosis_code, t.insurance_type,
  t.vitals.heart_rate, t.vitals.bp_systolic, t.vitals.bp_diastolic, t.vitals.temperature_f, t.vitals.oxygen_saturation,
  t.event_timestamp, CASE WHEN t.discharge_time >= t.admitted OR t.admitted IS NULL THEN t.discharge_time END AS discharge_time,
  CASE WHEN t.discharge_time >= t.admitted AND t.admission_time <= t.event_time
    THEN round(epoch(t.discharge_time - t.admitted) / 3600, 4) ELSE CASE WHEN t.length_of_stay_hrs >= 0 THEN t.length_of_stay_hrs END
  END AS length_of_stay_hrs,
  t.discharge_status, now() AS _bronze_eventhub_ts, now() AS _bronze_ingested_at, 0 AS _bronze_partition,
  coalesce(nullif(concat_ws('|',
    CASE WHEN t.admission_time > t.event_time THEN 'FUTURE_ADMISSION' END,
    CASE WHEN t.age NOT BETWEEN 0 AND 120 THEN 'INVALID_AGE' END,
    CASE WHEN t.discharge_time < t.admitted THEN 'DISCHARGE_BEFORE_ADMIT' END,
    CASE WHEN s.department <> t.department OR (s.department IS NULL AND t.department IS NOT NULL) THEN 'DEPT_TYPO' END,
    CASE WHEN t.hospital_id NOT BETWEEN 1 AND 7 THEN 'INVALID_HOSPITAL_ID' END,
    CASE WHEN t.patient_id IS NULL THEN 'MISSING_PATIENT_ID' END,
    CASE WHEN t.event_type IS NULL THEN 'MISSING_EVENT_TYPE' END,
    CASE WHEN t.department IS NULL AND t.event_type NOT IN ('UPDATE', 'VITALS') THEN 'MISSING_DEPARTMENT' END), ''), 'CLEAN') AS _dq_flags,
  nullif(concat_ws('|',
    CASE WHEN t.gender IS NULL AND t.event_type IN ('ADMISSION', 'DISCHARGE') THEN 'MISSING_GENDER' END,
    CASE WHEN t.age IS NULL AND t.event_type IN ('ADMISSION', 'DISCHARGE') THEN 'MISSING_AGE' END,
    CASE WHEN t.diagnosis_code IS NULL AND t.event_type IN ('ADMISSION', 'DISCHARGE') THEN 'MISSING_DIAGNOSIS' END,
    CASE WHEN t.insurance_type IS NULL AND t.event_type IN ('ADMISSION', 'DISCHARGE') THEN 'MISSING_INSURANCE' END,
    CASE WHEN t.admission_time IS NULL AND t.event_type IN ('ADMISSION', 'DISCHARGE') THEN 'NULL_ADMISSION_TIME' END,
    CASE WHEN t.hospital_id NOT BETWEEN 1 AND 7 AND t.hospital IS NOT NULL THEN 'HOSPITAL_FROM_BED' END), '') AS _dq_extra,
  now() AS _silver_processed_at
FROM timed t
LEFT JOIN spellings s ON s.spelling = t.department
LEFT JOIN departments d ON d.hospital_id = t.hospital AND d.department = s.department;
DROP TABLE events;

COPY (SELECT * EXCLUDE (event_time, department_sk) RENAME ("offset" AS _bronze_offset) FROM silver)
TO '$lake/silver_patient_flow.parquet';

-- Each event with what is known of its patient by then, and with its stay: one sort serves both.
CREATE TABLE known AS
SELECT "offset", patient_id, event_time,
  last_value(gender IGNORE NULLS) OVER w AS gender,
  last_value(age IGNORE NULLS) OVER w AS age,
  last_value(insurance_type IGNORE NULLS) OVER w AS insurance_type,
  last_value(CASE WHEN event_type = 'ADMISSION' THEN "offset" END IGNORE NULLS) OVER w AS stay_sk
FROM silver WHERE patient_id IS NOT NULL
WINDOW w AS (PARTITION BY patient_id ORDER BY event_time, "offset" ROWS UNBOUNDED PRECEDING);

-- A version opens where gender, age or insurance became another known value.
CREATE TABLE versioned AS
WITH marked AS (
  SELECT *, CASE WHEN lag("offset") OVER w IS NULL OR (gender, age, insurance_type) IS DISTINCT FROM
      (lag(gender) OVER w, lag(age) OVER w, lag(insurance_type) OVER w) THEN "offset" END AS opened
  FROM known WINDOW w AS (PARTITION BY patient_id ORDER BY event_time, "offset")
)
SELECT *, last_value(opened IGNORE NULLS) OVER (
  PARTITION BY patient_id ORDER BY event_time, "offset" ROWS UNBOUNDED PRECEDING) AS patient_sk
FROM marked;
DROP TABLE known;

COPY (
  SELECT opened AS patient_sk, patient_id, gender, age, insurance_type, event_time AS effective_from,
    lead(event_time) OVER w AS effective_to, lead(event_time) OVER w IS NULL AS is_current
  FROM versioned WHERE opened IS NOT NULL WINDOW w AS (PARTITION BY patient_id ORDER BY event_time, opened)
) TO '$lake/dim_patient.parquet';

COPY (SELECT * FROM departments) TO '$lake/dim_department.parquet';

COPY (
  WITH days AS (
    SELECT unnest(generate_series(date_trunc('year', min(admission_time)), date_trunc('year', max(event_time)) + INTERVAL 1 YEAR
      - INTERVAL 1 DAY, INTERVAL 1 DAY))::DATE AS d FROM silver)
  SELECT d AS date_key, year(d) AS year, quarter(d) AS quarter, month(d) AS month, monthname(d) AS month_name, day(d) AS day,
    dayofweek(d) + 1 AS day_of_week, dayname(d) AS day_name, dayofweek(d) IN (0, 6) AS is_weekend
  FROM days
) TO '$lake/dim_date.parquet';

CREATE TABLE stays AS
SELECT v.stay_sk, arg_min(v.patient_sk, v."offset") AS patient_sk, v.patient_id,
  arg_max(s.department_sk, v."offset") AS department_sk, arg_min(s.department_sk, v."offset") AS admission_department_sk,
  arg_max(s.bed_id, v."offset") AS bed_id,
  coalesce(arg_min(s.admission_time, v."offset"), min(s.event_time)) AS admission_time,
  max(s.discharge_time) FILTER (s.event_type = 'DISCHARGE') AS stated_discharge,
  max(s.event_time) FILTER (s.event_type = 'DISCHARGE') AS ended_at,
  max(s.expected_discharge_time) AS expected_discharge_time,
  count(*) FILTER (s.event_type = 'TRANSFER') AS transfers, max(s.admission_priority) AS admission_priority,
  arg_max(s.diagnosis_code, v."offset") AS diagnosis_code, max(s.discharge_status) AS discharge_status
FROM versioned v JOIN silver s USING ("offset") WHERE v.stay_sk IS NOT NULL
GROUP BY v.stay_sk, v.patient_id;

COPY (
  SELECT f."offset" AS fact_id, v.patient_sk, f.department_sk, v.stay_sk, f.event_type, f.event_id, f.patient_id,
    f.event_time AS event_timestamp, t.admission_time::DATE AS admission_date, t.admission_time,
    CASE WHEN f.event_type = 'DISCHARGE' THEN coalesce(t.stated_discharge, t.ended_at) END AS discharge_time,
    f.expected_discharge_time,
    CASE WHEN f.event_type = 'DISCHARGE' AND coalesce(t.stated_discharge, t.ended_at) >= t.admission_time
      THEN round(epoch(coalesce(t.stated_discharge, t.ended_at) - t.admission_time) / 3600, 4) END AS length_of_stay_hrs,
    v.stay_sk IS NOT NULL AND f.event_type <> 'DISCHARGE' AS is_currently_admitted,
    f.admission_priority, f.diagnosis_code, f.discharge_status, f.bed_id, f.heart_rate, f.bp_systolic, f.bp_diastolic,
    f.temperature_f, f.oxygen_saturation, f._dq_flags, f._dq_extra, now() AS _gold_processed_at
  FROM silver f JOIN versioned v USING ("offset") LEFT JOIN stays t ON t.stay_sk = v.stay_sk
) TO '$lake/fact_patient_flow.parquet';

COPY (
  WITH ended AS (SELECT *, CASE WHEN ended_at IS NOT NULL THEN coalesce(stated_discharge, ended_at) END AS discharge_time FROM stays)
  SELECT stay_sk, patient_sk, department_sk, admission_department_sk, patient_id, bed_id, admission_time::DATE AS admission_date,
    admission_time, discharge_time, expected_discharge_time,
    CASE WHEN discharge_time >= admission_time THEN round(epoch(discharge_time - admission_time) / 3600, 4) END AS length_of_stay_hrs,
    CASE WHEN discharge_time >= admission_time THEN date_diff('day', admission_time, discharge_time) END AS midnights,
    discharge_time IS NULL AS is_currently_admitted, transfers, admission_priority, diagnosis_code, discharge_status,
    CASE WHEN discharge_time IS NULL THEN 'open' ELSE 'closed' END AS stay_status, now() AS _gold_processed_at
  FROM ended
) TO '$lake/fact_stay.parquet';

-- The hourly census: who came and left in each department and hour in which somebody did.
COPY (
  WITH places AS (
    SELECT v.stay_sk, s.department_sk, CASE WHEN s.event_type = 'ADMISSION' THEN coalesce(s.admission_time, s.event_time) ELSE s.event_time END AS since,
      lag(s.department_sk) OVER w AS before, lead(s.department_sk) OVER w AS after, lead(s.event_time) OVER w AS until
    FROM silver s JOIN versioned v USING ("offset") WHERE s.event_type IN ('ADMISSION', 'TRANSFER') AND s.department_sk IS NOT NULL
    WINDOW w AS (PARTITION BY v.stay_sk ORDER BY s.event_time, v."offset")
  ), passages AS (
    SELECT department_sk, since AS moment, 1 AS arrivals, 0 AS departures FROM places WHERE before IS DISTINCT FROM department_sk
    UNION ALL
    SELECT p.department_sk, coalesce(p.until, t.stated_discharge, t.ended_at), 0, 1
    FROM places p JOIN stays t USING (stay_sk)
    WHERE p.after IS DISTINCT FROM p.department_sk AND (p.after IS NOT NULL OR t.ended_at IS NOT NULL)
  ), hours AS (
    SELECT department_sk, date_trunc('hour', moment) AS census_hour, sum(arrivals) AS arrivals, sum(departures) AS departures
    FROM passages GROUP BY ALL
  )
  SELECT department_sk, census_hour, census_hour::DATE AS census_date, hour(census_hour) AS hour_of_day, arrivals, departures,
    sum(arrivals - departures) OVER (PARTITION BY department_sk ORDER BY census_hour) AS patients,
    strftime(census_hour, '%Y-%m') AS census_month
  FROM hours
) TO '$lake/fact_census.parquet';
