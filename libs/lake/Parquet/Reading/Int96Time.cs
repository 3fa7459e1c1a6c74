using System.Runtime.InteropServices;

namespace PatientFlow.Lake.Parquet;

/// <summary>
/// The old 12-byte timestamp: nanoseconds within a day, and a Julian day. Source: parquet-format, INT96 as Impala
/// and Spark write it.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4, Size = 12)]
internal readonly record struct Int96Time(long NanosOfDay, int JulianDay)
{
    private const long EpochJulianDay = 2_440_588;
    private const long MicrosPerDay = 86_400_000_000;

    /// <summary>
    /// Microseconds since 1970 UTC; wraps where the instant is beyond what 64 bits can say, as Spark does.
    /// </summary>
    public long ToMicros() => unchecked((JulianDay - EpochJulianDay) * MicrosPerDay + FloorToMicros(NanosOfDay));

    /// <summary>Nanoseconds to microseconds, rounded down, also before 1970.</summary>
    public static long FloorToMicros(long nanos)
    {
        var micros = nanos / 1000;
        return nanos % 1000 < 0 ? micros - 1 : micros;
    }
}
