namespace PatientFlow.Lakehouse.Maintenance;

public sealed partial class Vacuum
{
    [LoggerMessage(320, LogLevel.Information, "Deleted {Files} files ({SizeBytes} bytes) that {Table} needs no more.")]
    private static partial void LogDeleted(ILogger logger, int files, long sizeBytes, string table);

    [LoggerMessage(321, LogLevel.Warning, "The vacuum of {Table} failed; the next day's does it again.")]
    private static partial void LogFailed(ILogger logger, string table, Exception fault);
}
