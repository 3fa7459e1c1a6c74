namespace PatientFlow.Lakehouse.Maintenance;

public sealed partial class Upkeep
{
    [LoggerMessage(310, LogLevel.Debug, "Put {Files} files of {Table} together in version {Version}.")]
    private static partial void LogCompacted(ILogger logger, int files, string table, long version);

    [LoggerMessage(311, LogLevel.Information, "A compaction of {Table} lost to another writer and is tried again.")]
    private static partial void LogLost(ILogger logger, string table);

    [LoggerMessage(312, LogLevel.Warning,
        "{Table}: version {Version} is committed; its checkpoint or log clean-up failed and is tried again.")]
    private static partial void LogCheckpointFailed(ILogger logger, string table, long version, Exception fault);
}
