using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace PatientFlow.Tests.Cluster;

/// <summary>A silo that may be killed before it serves, and what it said.</summary>
internal sealed partial class StartingSilo
{
    private readonly StringBuilder console = new();
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StartingSilo(Process process)
    {
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it serves, once it does.</summary>
    public Task<Uri> Address => address.Task;

    /// <summary>Whether it has served.</summary>
    public bool Serves => address.Task.IsCompleted;

    /// <summary>What it has said.</summary>
    public string Console
    {
        get
        {
            lock (console) return console.ToString();
        }
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (console) console.AppendLine(line);
        if (Served().Match(line) is { Success: true } match) address.TrySetResult(new Uri(match.Value));
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+(?![\d/])")]
    private static partial Regex Served();
}
