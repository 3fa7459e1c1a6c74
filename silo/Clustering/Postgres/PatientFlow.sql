-- PatientFlow's own, after Orleans' four.

-- One row a grain. Orleans' function looks whether there is one and then inserts it, and between the two another silo
-- may do the same: two activations of a grain that was never stored would both write.
DROP INDEX ix_orleansstorage;
CREATE UNIQUE INDEX patientflow_one_state_a_grain ON OrleansStorage
    (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, coalesce(GrainIdExtensionString, ''), ServiceId);

-- Answers no row where another one has written: that is Orleans' sign of a conflict.
CREATE FUNCTION patientflow_write_state(
    _grainidhash integer,
    _grainidn0 bigint,
    _grainidn1 bigint,
    _graintypehash integer,
    _graintypestring character varying,
    _grainidextensionstring character varying,
    _serviceid character varying,
    _grainstateversion integer,
    _payloadbinary bytea)
    RETURNS TABLE(newgrainstateversion integer)
    LANGUAGE plpgsql
AS $function$
BEGIN
    IF _grainstateversion IS NULL THEN
        RETURN QUERY
        INSERT INTO OrleansStorage
            (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId,
             PayloadBinary, ModifiedOn, Version)
        VALUES
            (_grainidhash, _grainidn0, _grainidn1, _graintypehash, _graintypestring, _grainidextensionstring, _serviceid,
             _payloadbinary, now() AT TIME ZONE 'utc', 1)
        ON CONFLICT DO NOTHING
        RETURNING Version;
    ELSE
        RETURN QUERY
        UPDATE OrleansStorage SET
            PayloadBinary = _payloadbinary,
            ModifiedOn = now() AT TIME ZONE 'utc',
            Version = Version + 1
        WHERE GrainIdHash = _grainidhash AND GrainTypeHash = _graintypehash
            AND GrainIdN0 = _grainidn0 AND GrainIdN1 = _grainidn1 AND GrainTypeString = _graintypestring
            AND coalesce(GrainIdExtensionString, '') = coalesce(_grainidextensionstring, '')
            AND ServiceId = _serviceid AND Version = _grainstateversion
        RETURNING Version;
    END IF;
END
$function$;

UPDATE OrleansQuery SET QueryText = '
    SELECT * FROM patientflow_write_state(@GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString,
        @GrainIdExtensionString, @ServiceId, @GrainStateVersion, @PayloadBinary);
' WHERE QueryKey = 'WriteToStorageKey';

-- Orleans' query for it compares each of its columns with "or both are null", which keeps it from the whole index.
UPDATE OrleansQuery SET QueryText = '
    SELECT PayloadBinary, (now() AT TIME ZONE ''utc''), Version FROM OrleansStorage
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash
        AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainTypeString = @GrainTypeString
        AND coalesce(GrainIdExtensionString, '''') = coalesce(@GrainIdExtensionString, '''')
        AND ServiceId = @ServiceId;
' WHERE QueryKey = 'ReadFromStorageKey';

-- Which tables these are; a silo reads it before it joins.
CREATE TABLE patientflow_schema
(
    version integer NOT NULL,
    made timestamptz NOT NULL DEFAULT now()
);
INSERT INTO patientflow_schema (version) VALUES (1);
