namespace PatientFlow.EventLog;

/// <summary>Times as the files hold them: whole microseconds since 1970 UTC.</summary>
internal static class Micros
{
    public static long Now(TimeProvider time) => Of(time.GetUtcNow().UtcDateTime);

    public static long Of(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTime ToDateTime(long micros) =>
        DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
