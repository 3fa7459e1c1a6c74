using System.Globalization;
using PatientFlow.Patients;

namespace PatientFlow.Silo.Api;

/// <summary>Names a stay in the list of long stays without naming its patient.</summary>
internal readonly record struct LongStayCursor(DateTime AdmissionTime, long StaySk)
{
    public static string Of(LongStayView stay) => $"{stay.AdmissionTime.Ticks}.{stay.StaySk}";

    /// <summary>Reads one; nothing is before every stay.</summary>
    public static bool TryRead(string? text, out LongStayCursor cursor)
    {
        cursor = new LongStayCursor(DateTime.MinValue, long.MinValue);
        if (text is null) return true;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0
            || !long.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || !long.TryParse(text.AsSpan(dot + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key)
            || ticks > DateTime.MaxValue.Ticks) return false;
        cursor = new LongStayCursor(new DateTime(ticks, DateTimeKind.Utc), key);
        return true;
    }

    public bool IsBefore(Stay stay) =>
        stay.AdmissionTime > AdmissionTime || (stay.AdmissionTime == AdmissionTime && stay.StaySk > StaySk);
}
