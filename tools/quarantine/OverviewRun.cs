using System.Globalization;
using System.Text;
using PatientFlow.CommandLine;
using PatientFlow.Quality;

namespace PatientFlow.Tools.Quarantine;

/// <summary>Shows the quarantine: counts by reason, then the newest records. It fits into 80 columns.</summary>
internal static class OverviewRun
{
    private const int WidthOfNoTerminal = 80;
    private const string Indent = "    ";

    /// <param name="lake">Root of the lake.</param>
    /// <param name="filter">The records to show.</param>
    /// <param name="last">How many of them to list, the newest.</param>
    /// <param name="showsPayload">Whether to show the beginnings of their payloads.</param>
    /// <param name="output">Where it goes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(
        string lake, Func<QuarantinedRecord, bool> filter, int last, bool showsPayload, TextWriter output,
        CancellationToken cancellationToken)
    {
        var table = await QuarantineTable.OpenAsync(lake, cancellationToken);
        var records = await table.RecordsAsync(filter, cancellationToken);
        if (records.Count == 0)
        {
            await output.WriteLineAsync(Nothing(table, lake));
            return 0;
        }

        await output.WriteLineAsync($"{CountWords.Of(records.Count, "record")} could not be used: {lake}\n");
        await output.WriteLineAsync($"{"count",9}  {"reason",-18}  {"first",-20}  last");
        foreach (var reason in records.GroupBy(r => r.Reason).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            var name = CellText.Escape(reason.Key);
            await output.WriteLineAsync(
                $"{reason.Count(),9:N0}  {name,-18}  {Time(reason.First()),-20}  {Time(reason.Last())}");
            await output.WriteLineAsync($"{"",9}  {UnusableWords.Of(reason.Key)}");
        }

        if (last > 0) await ListAsync(table, [.. records.TakeLast(last).Reverse()], showsPayload, output, cancellationToken);
        return 0;
    }

    /// <summary>Says that there is nothing to show.</summary>
    public static string Nothing(QuarantineTable table, string lake) =>
        table.IsEmpty ? $"Nothing in quarantine: {lake}" : $"Nothing in quarantine that was asked for: {lake}";

    private static async Task ListAsync(
        QuarantineTable table, IReadOnlyList<QuarantinedRecord> newest, bool showsPayload, TextWriter output,
        CancellationToken cancellationToken)
    {
        var payloads = await table.PayloadsAsync(newest, cancellationToken);
        await output.WriteLineAsync($"\nThe newest of them, {newest.Count:N0}:");
        await output.WriteLineAsync($"{"time",-20}  {"partition",9}  {"offset",12}  {"reason",-18}  {"bytes",9}");
        var width = output != Console.Out || Console.IsOutputRedirected
            ? WidthOfNoTerminal
            : Math.Max(Console.WindowWidth, WidthOfNoTerminal / 2);
        foreach (var (record, payload) in newest.Zip(payloads))
        {
            await output.WriteLineAsync(
                $"{Time(record),-20}  {record.Partition,9}  {record.Offset,12}  {CellText.Escape(record.Reason),-18}  "
                + $"{payload.Length,9:N0}");
            if (showsPayload) await output.WriteLineAsync(Indent + Beginning(payload.Span, width - Indent.Length));
        }
    }

    private static string Time(QuarantinedRecord record) =>
        record.AppendTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // Each character needs at least a byte, so a prefix of the payload is enough.
    private static string Beginning(ReadOnlySpan<byte> payload, int chars) =>
        CellText.Cut(CellText.Escape(Encoding.UTF8.GetString(payload[..Math.Min(payload.Length, chars * 4)])), chars);
}
