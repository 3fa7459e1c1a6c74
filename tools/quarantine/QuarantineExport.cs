using System.Buffers;
using PatientFlow.CommandLine;
using PatientFlow.Recorded;

namespace PatientFlow.Tools.Quarantine;

/// <summary>Writes records of the quarantine as lines of a recording.</summary>
internal static class QuarantineExport
{
    /// <summary>Records whose payloads are in memory at once.</summary>
    private const int ChunkRecords = 2_000;

    /// <param name="lake">Root of the lake.</param>
    /// <param name="filter">The records to write.</param>
    /// <param name="last">How many of them, the newest; null for all.</param>
    /// <param name="file">Where they go; - is standard output.</param>
    /// <param name="replaces">Whether a file that is there is replaced.</param>
    /// <param name="notes">Where the closing message goes.</param>
    /// <param name="cancellationToken">Ends it, without a file.</param>
    public static async Task<int> RunAsync(
        string lake, Func<QuarantinedRecord, bool> filter, long? last, string file, bool replaces, TextWriter notes,
        CancellationToken cancellationToken)
    {
        if (file != "-" && !replaces && File.Exists(file)) throw Exists(file);
        var table = await QuarantineTable.OpenAsync(lake, cancellationToken);
        var records = await table.RecordsAsync(filter, cancellationToken);
        if (last < records.Count) records = [.. records.TakeLast((int)last)];
        if (records.Count == 0)
        {
            await notes.WriteLineAsync($"{OverviewRun.Nothing(table, lake)}. No file was written.");
            return 0;
        }

        if (file == "-")
        {
            await using var output = Console.OpenStandardOutput();
            await WriteAsync(table, records, output, cancellationToken);
        }
        else
        {
            await WriteFileAsync(
                file, replaces, output => WriteAsync(table, records, output, cancellationToken));
        }

        await notes.WriteLineAsync(
            $"{CountWords.Of(records.Count, "record")} to {(file == "-" ? "standard output" : file)}. It may hold patients' data.");
        return 0;
    }

    // Under another name until it is whole, so that no cut file is ever taken for all there is.
    private static async Task WriteFileAsync(string file, bool replaces, Func<Stream, Task> write)
    {
        var part = $"{file}.part";
        try
        {
            File.Delete(part);
            await using (var output = new FileStream(part, OwnersAlone())) await write(output);
            File.Move(part, file, replaces);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (!replaces && File.Exists(file)) throw Exists(file);
            throw new CommandException($"{file} cannot be written: {fault.Message}");
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static FileStreamOptions OwnersAlone()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static async Task WriteAsync(
        QuarantineTable table, IReadOnlyList<QuarantinedRecord> records, Stream output, CancellationToken cancellationToken)
    {
        var lines = new ArrayBufferWriter<byte>();
        foreach (var chunk in records.Chunk(ChunkRecords))
        {
            foreach (var (record, payload) in chunk.Zip(await table.PayloadsAsync(chunk, cancellationToken)))
            {
                Recorded(record, payload).WriteLine(lines);
                await output.WriteAsync(lines.WrittenMemory, cancellationToken);
                lines.ResetWrittenCount();
            }
        }
    }

    private static RecordedEvent Recorded(QuarantinedRecord record, ReadOnlyMemory<byte> payload) => new()
    {
        AppendTime = record.AppendTime,
        Partition = record.Partition,
        Offset = record.Offset,
        Payload = payload,
        Reason = record.Reason,
    };

    private static CommandException Exists(string file) =>
        new($"{file} is there already. Choose another file, or replace it with --force.");
}
