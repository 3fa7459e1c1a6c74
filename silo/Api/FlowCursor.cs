using System.Globalization;
using PatientFlow.Warehouse;

namespace PatientFlow.Silo.Api;

/// <summary>Names a row of the hourly census.</summary>
internal readonly record struct FlowCursor(long HourTicks, long DepartmentSk)
{
    public static string Of(CensusRow row) => $"{row.Hour.Begins.Ticks}.{row.DepartmentSk}";

    /// <summary>Reads one; nothing is before every row.</summary>
    public static bool TryRead(string? text, out FlowCursor cursor)
    {
        cursor = new FlowCursor(-1, 0);
        if (text is null) return true;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0
            || !long.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || !long.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var key)) return false;
        cursor = new FlowCursor(ticks, key);
        return true;
    }

    public bool IsBefore(CensusRow row) =>
        row.Hour.Begins.Ticks > HourTicks || (row.Hour.Begins.Ticks == HourTicks && row.DepartmentSk > DepartmentSk);
}
