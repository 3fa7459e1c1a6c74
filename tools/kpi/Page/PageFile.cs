using System.Text;
using PatientFlow.CommandLine;

namespace PatientFlow.Tools.Kpi.Page;

/// <summary>Puts the page where it was asked for, whole or not at all.</summary>
internal static class PageFile
{
    /// <summary>Refuses a place that cannot be written, before anything is read for it.</summary>
    /// <exception cref="CommandException">It is a folder, or lies in none.</exception>
    public static void AssertPlace(string file)
    {
        if (Directory.Exists(file)) throw new CommandException($"{file} is a folder; name a file, such as {Path.Combine(file, "kpi.html")}.");
        var folder = Path.GetDirectoryName(Path.GetFullPath(file));
        if (!Directory.Exists(folder)) throw new CommandException($"There is no folder {folder} to put {Path.GetFileName(file)} into.");
    }

    /// <summary>Writes it beside its place and then moves it there: who opens it never sees half of it.</summary>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public static async Task WriteAsync(string file, string page, CancellationToken cancellationToken)
    {
        var part = $"{file}.part";
        try
        {
            await File.WriteAllTextAsync(part, page, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken);
            File.Move(part, file, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{file} cannot be written: {fault.Message}");
        }
        finally
        {
            File.Delete(part);
        }
    }
}
