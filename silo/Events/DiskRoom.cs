namespace PatientFlow.Silo.Events;

/// <summary>
/// Whether the disk of the log has room for more events. They are refused before it is full: a log whose write fails
/// takes nothing until the silo is started again, while one that was spared goes on by itself. What is left also lets
/// the grains store and the lake take what was accepted, if they are on the same disk.
/// </summary>
/// <param name="folder">A folder on the disk.</param>
/// <param name="bytesFree">Bytes that this user may still write to the disk of a folder; null if that is not known.</param>
internal sealed class DiskRoom(string folder, Func<string, long?> bytesFree)
{
    /// <summary>Bytes that stay free. As much as one append may have, in the log, the grain store and the lake.</summary>
    public const long SpareBytes = 24 * 1024 * 1024;

    /// <summary>Why events are refused; null if there is room.</summary>
    public string? Trouble => bytesFree(folder) is { } free and < SpareBytes
        ? FormattableString.Invariant(
            $"the disk of {folder} is full: {free / 1024 / 1024} MB are left, {SpareBytes / 1024 / 1024} MB are needed. Events are refused until there is room; nothing is lost")
        : null;

    /// <summary>Asks the operating system.</summary>
    public static DiskRoom Of(string folder) => new(folder, BytesFree);

    private static long? BytesFree(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Some file systems do not tell; then the log finds out by itself.
            return null;
        }
    }
}
