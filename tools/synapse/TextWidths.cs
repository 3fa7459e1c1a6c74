using System.Collections.Frozen;

namespace PatientFlow.Tools.Synapse;

/// <summary>
/// Room of every text column in bytes. Serverless assumes VARCHAR(8000) where nothing is said and reserves memory by
/// it; too little room does not read the value whole. Text as producers send it has no bound, so it gets ample room.
/// </summary>
internal static class TextWidths
{
    private const int Unbounded = 0; // VARCHAR(MAX): payloads of up to 1 MB.
    private const int Id = 768; // 256 UTF-16 units at most (grains/Quality), 3 bytes each.
    private const int Key = 1_024; // The longest key of a record.
    private const int AsSent = 256;
    private const int Label = 512;
    private const int Constant = 128;
    private const int Word = 32;
    private const int Hash = 64; // SHA-256 in hexadecimal digits.
    private const int Reason = 2_048; // 500 UTF-16 units at most (break-glass).
    private const int Longest = 8_000; // A path as long as the server takes one; MAX would not be pushed down.

    private static readonly FrozenDictionary<string, int> Bytes = new Dictionary<string, int>
    {
        ["event_key"] = Key,
        ["raw_json"] = Unbounded,
        ["raw_base64"] = Unbounded,
        ["topic"] = Constant,
        ["data_source"] = Constant,
        ["parse_error"] = Constant,
        ["reason"] = Constant,
        ["event_id"] = Id,
        ["patient_id"] = Id,
        ["event_type"] = AsSent,
        ["gender"] = AsSent,
        ["insurance_type"] = AsSent,
        ["department"] = AsSent,
        ["department_key"] = Word,
        ["hospital_name"] = AsSent,
        ["bed_id"] = AsSent,
        ["admission_priority"] = AsSent,
        ["diagnosis_code"] = Label,
        ["discharge_status"] = AsSent,
        ["stay_status"] = Word,
        ["status"] = Word,
        ["stage"] = Word,
        ["status_reason"] = Label,
        ["reserved_for"] = Id,
        ["census_month"] = Word,
        ["chain"] = Hash,
        ["previous_hash"] = Hash,
        ["hash"] = Hash,
        ["who"] = Key,
        ["client"] = Key,
        ["address"] = Constant,
        ["method"] = Word,
        ["path"] = Longest,
        ["why"] = Reason,
        ["time_zone"] = AsSent,
        ["month_name"] = Word,
        ["day_name"] = Word,
        ["_dq_flags"] = AsSent,
        ["_dq_extra"] = Key,
    }.ToFrozenDictionary();

    /// <summary>The length in brackets: a number of bytes, or MAX.</summary>
    /// <exception cref="KeyNotFoundException">Nobody has said how long this column is.</exception>
    public static string Of(string column) =>
        !Bytes.TryGetValue(column, out var bytes)
            ? throw new KeyNotFoundException($"Text column {column} has no width: add it to {nameof(TextWidths)}.")
            : bytes == Unbounded ? "MAX" : $"{bytes}";
}
