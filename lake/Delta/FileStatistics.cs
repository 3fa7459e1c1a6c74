using System.Text.Json;

namespace PatientFlow.Lake.Delta;

/// <summary>The statistics of a data file in the log.</summary>
internal static class FileStatistics
{
    /// <summary>The number of rows; null where the text does not say it.</summary>
    public static long? RowsOf(string? json)
    {
        if (string.IsNullOrEmpty(json)) return null;
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("numRecords", out var rows)
                && rows.ValueKind == JsonValueKind.Number && rows.TryGetInt64(out var count)
                ? count
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
