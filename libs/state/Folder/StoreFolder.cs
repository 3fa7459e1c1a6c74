namespace PatientFlow.State.Folder;

/// <summary>
/// The folders of a store: <c>grains</c> is in use and has the mark of its format inside; <c>damaged</c> and
/// <c>earlier</c> are what was set aside, for whoever wants to look. Nothing there is ever read as what it is not.
/// </summary>
internal sealed class StoreFolder(string root)
{
    // Of the versions that kept state in SQLite.
    private const string EarlierFile = "grains.db";

    /// <summary>Where RocksDB's files are.</summary>
    public string Grains { get; } = Path.Combine(root, "grains");

    /// <summary>What was damaged, the last time.</summary>
    public string Damaged { get; } = Path.Combine(root, "damaged");

    /// <summary>What a version before this store left.</summary>
    public string Earlier { get; } = Path.Combine(root, "earlier");

    /// <summary>Says what is there, and changes nothing.</summary>
    /// <exception cref="StateRefusedException">A newer version wrote it.</exception>
    public StoreOrigin Look()
    {
        if (!Directory.Exists(Grains)) return EarlierFiles().Length > 0 ? StoreOrigin.EarlierVersion : StoreOrigin.New;
        if (FormatMark.IsDamaged(Grains) || FormatMark.Read(Grains) is not { } format) return StoreOrigin.Damaged;
        if (format > FormatMark.Current)
            throw new StateRefusedException(
                $"The grain store in {Grains} has format {format}; this program writes {FormatMark.Current}. A newer version "
                + "wrote it: start that one, or choose another data folder. Nothing was changed.");

        // RocksDB would take a folder whose CURRENT is gone for a new one, and what it held for garbage.
        return !HasRecords() ? StoreOrigin.New
            : File.Exists(Path.Combine(Grains, "CURRENT")) ? StoreOrigin.Kept
            : StoreOrigin.Damaged;
    }

    /// <summary>Looks, sets aside what cannot be used, and leaves a folder that can be opened.</summary>
    /// <exception cref="StateRefusedException">A newer version wrote it, or the folder cannot be written.</exception>
    public StoreOrigin Prepare()
    {
        try
        {
            Directory.CreateDirectory(root);
            var origin = Look();
            if (origin == StoreOrigin.Damaged) SetDamagedAside();
            else if (!Directory.Exists(Grains)) Create();
            SetEarlierAside();
            return origin;
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or (IOException and not StateRefusedException))
        {
            throw new StateRefusedException($"The folder of the grain store, {root}, cannot be used: {fault.Message}", fault);
        }
    }

    /// <summary>Renames what is in use to what is damaged, and leaves an empty folder. One damaged store is kept.</summary>
    public void SetDamagedAside()
    {
        if (Directory.Exists(Damaged)) Directory.Delete(Damaged, recursive: true);
        Directory.Move(Grains, Damaged);
        Create();
    }

    /// <summary>Notes that what is in use is damaged, so that the next start makes it again.</summary>
    public void NoteDamage(string reason) => FormatMark.NoteDamage(Grains, reason);

    // The mark is in the folder before that has its name: what has no mark is not a store that was cut short.
    private void Create()
    {
        var unfinished = Grains + ".new";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished);
        FormatMark.Write(unfinished);
        Directory.Move(unfinished, Grains);
        PosixFolder.Sync(root);
    }

    private bool HasRecords() =>
        Directory.EnumerateFiles(Grains, "*.sst").Any() || Directory.EnumerateFiles(Grains, "*.log").Any();

    private string[] EarlierFiles() => Directory.Exists(root) ? Directory.GetFiles(root, EarlierFile + "*") : [];

    private void SetEarlierAside()
    {
        var files = EarlierFiles();
        if (files.Length == 0) return;
        Directory.CreateDirectory(Earlier);
        foreach (var file in files) File.Move(file, Path.Combine(Earlier, Path.GetFileName(file)), overwrite: true);
        PosixFolder.Sync(Earlier);
        PosixFolder.Sync(root);
    }
}
