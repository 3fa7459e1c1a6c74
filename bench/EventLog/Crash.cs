namespace PatientFlow.EventLog.Bench;

/// <summary>The files of a running log, copied: what a killed process leaves, without footers at the ends.</summary>
internal static class Crash
{
    public static void Copy(string from, string to)
    {
        foreach (var folder in Directory.GetDirectories(from)) Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from).Where(f => Path.GetFileName(f) != "lock"))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
