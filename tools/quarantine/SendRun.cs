using System.Buffers;
using System.Runtime.CompilerServices;
using PatientFlow.CommandLine;
using PatientFlow.Delivery;
using PatientFlow.Recorded;

namespace PatientFlow.Tools.Quarantine;

/// <summary>Checks a file of repaired events, says which lines cannot be used, and sends the others.</summary>
internal static class SendRun
{
    /// <summary>Lines that are named one by one; a file that nobody repaired may have millions.</summary>
    private const int NamedMax = 50;

    /// <summary>The largest payload of a line, far above what a silo takes, so that such a line can be named.</summary>
    private const int PayloadBytesMax = 32 * 1024 * 1024;

    /// <param name="file">The file.</param>
    /// <param name="server">The silo; null to check only.</param>
    /// <param name="output">Where the findings go.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(
        string file, Uri? server, TextWriter output, CancellationToken cancellationToken)
    {
        // All are checked before the first is sent: a file that cannot be read to its end is sent not at all.
        var (usable, unusable) = (0L, 0L);
        await foreach (var line in CheckedAsync(file, cancellationToken))
        {
            if (line.Fault is null)
            {
                usable++;
                continue;
            }

            if (++unusable <= NamedMax) await output.WriteLineAsync($"line {line.Number}: {line.Fault}");
        }

        if (unusable > NamedMax) await output.WriteLineAsync($"and {CountWords.Of(unusable - NamedMax, "line")} more");
        await output.WriteLineAsync($"{CountWords.Of(usable + unusable, "event")}: {usable:N0} can be used, {unusable:N0} cannot.");
        var all = server is null || usable == 0 || await SendAsync(file, server, usable, output, cancellationToken);
        return all && unusable == 0 ? 0 : 1;
    }

    private static async Task<bool> SendAsync(
        string file, Uri server, long usable, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"Sending {CountWords.Of(usable, "event")} to {server} ...");
        var (lines, count, sent, hasWaited) = (new ArrayBufferWriter<byte>(), 0L, 0L, false);
        using var post = new EventPost(server, TimeProvider.System)
        {
            Retrying = fault =>
            {
                if (!hasWaited) output.WriteLine($"It goes on trying for a minute or two, since {fault}");
                hasWaited = true;
            },
        };
        try
        {
            await foreach (var line in CheckedAsync(file, cancellationToken))
            {
                if (line.Fault is not null) continue;
                lines.Write(line.Event.Span);
                lines.Write("\n"u8);
                count++;
                if (lines.WrittenCount >= EventPost.BatchBytesMax) await FlushAsync();
            }

            await FlushAsync();
        }
        catch (DeliveryException fault)
        {
            await output.WriteLineAsync(
                $"{sent:N0} of {CountWords.Of(usable, "event")} sent. The next could not be: {fault.Message} Sending the file again is safe.");
            return false;
        }

        await output.WriteLineAsync($"{CountWords.Of(sent, "event")} sent.");
        return true;

        async Task FlushAsync()
        {
            if (count == 0) return;
            await post.SendAsync(lines.WrittenMemory, cancellationToken);
            sent += count;
            count = 0;
            lines.ResetWrittenCount();
        }
    }

    private static async IAsyncEnumerable<RepairedLine> CheckedAsync(
        string file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var check = new RepairCheck();
        await using var input = Open(file);
        var reader = await OpenAsync(file, input, cancellationToken);
        await using var pieces = reader.PiecesAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        var last = 0L;
        while (await NextAsync(file, pieces))
        {
            last = pieces.Current.Line;
            yield return check.Check(last, pieces.Current.Text);
        }

        if (reader.LeftOut is { } cut) yield return new RepairedLine(last + 1, default, cut);
    }

    private static async Task<RecordingReader> OpenAsync(string file, FileStream input, CancellationToken cancellationToken)
    {
        try
        {
            return await RecordingReader.OpenAsync(input, PayloadBytesMax, cancellationToken);
        }
        catch (UnreadableInputException fault)
        {
            throw new CommandException($"{file} cannot be read: {fault.Message}");
        }
    }

    private static async Task<bool> NextAsync(string file, IAsyncEnumerator<TextPiece> pieces)
    {
        try
        {
            return await pieces.MoveNextAsync();
        }
        catch (FormatException fault)
        {
            throw new CommandException($"{file} cannot be read: {fault.Message}");
        }
    }

    private static FileStream Open(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{file} cannot be read: {fault.Message}");
        }
    }
}
