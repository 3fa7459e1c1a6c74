namespace PatientFlow.EventLog;

/// <summary>
/// What the log asks of a disk. The contract is that of POSIX, no more: written bytes are durable after
/// <see cref="IDiskFile.Sync"/>; a new or renamed file is found again only after <see cref="SyncFolder"/> of its
/// folder; until then any part of them may survive a crash, in any order.
/// </summary>
internal interface IDisk : IDisposable
{
    /// <summary>Holds a lock file until disposed. Throws an IOException when somebody else has it.</summary>
    IDisposable Lock(string path);

    /// <summary>Creates the folder and its parents durably, unless they exist.</summary>
    void CreateFolder(string path);

    /// <summary>Makes the entries of the folder durable.</summary>
    void SyncFolder(string path);

    bool FileExists(string path);

    /// <summary>
    /// The names (without folder) of the files in a folder in ordinal order; none if it does not exist.
    /// </summary>
    IReadOnlyList<string> FileNames(string folder);

    /// <summary>An empty file to write, whatever was there before.</summary>
    IDiskFile Create(string path);

    IDiskFile OpenWrite(string path);

    IDiskFile OpenRead(string path);

    /// <summary>Syncs each of the files. For one thread at a time.</summary>
    void SyncAll(IReadOnlyList<IDiskFile> files);

    /// <summary>Renames within one folder, replacing what was there.</summary>
    void Rename(string from, string to);
}
