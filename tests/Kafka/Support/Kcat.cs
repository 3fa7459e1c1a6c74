using System.Diagnostics;
using PatientFlow.Kafka;

namespace PatientFlow.Tests.Kafka.Support;

/// <summary>Debian's kcat: a client that nobody here wrote.</summary>
internal static class Kcat
{
    private const string Program = "/usr/bin/kcat";

    /// <summary>Sends each line of the input as a message.</summary>
    public static Task SendAsync(TopicAddress topic, IEnumerable<string> lines, params string[] options) =>
        RunAsync(topic, ["-P", .. options], string.Join('\n', lines));

    /// <summary>What the topic holds, one line a message: partition, key and value.</summary>
    public static async Task<string[][]> ReadAsync(TopicAddress topic)
    {
        var text = await RunAsync(topic, ["-C", "-e", "-q", "-o", "beginning", "-f", "%p\t%k\t%s\n"], "");
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];
    }

    private static async Task<string> RunAsync(TopicAddress topic, string[] options, string input)
    {
        Assert.SkipUnless(File.Exists(Program), "kcat is not installed here: apt-get install kcat");
        var start = new ProcessStartInfo(Program, ["-b", topic.Brokers, "-t", topic.Topic, .. options])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("kcat did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return await output;
    }
}
