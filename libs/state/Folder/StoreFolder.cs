namespace PatientFlow.State.Folder;

/// <summary>
/// The folders of a store: <c>grains</c> is in use and contains the mark of its format; <c>damaged</c> and
/// <c>earlier</c> were set aside for inspection. They are never read as something else.
/// </summary>
internal sealed class StoreFolder(string root)
{
    // From versions that kept state in SQLite.
    private const string EarlierFile = "grains.db";

    /// <summary>Folder of RocksDB's files.</summary>
    public string Grains { get; } = Path.Combine(root, "grains");

    /// <summary>The last damaged store.</summary>
    public string Damaged { get; } = Path.Combine(root, "damaged");

    /// <summary>State that a version before this store left.</summary>
    public string Earlier { get; } = Path.Combine(root, "earlier");

    /// <summary>Returns what is in the folder without changing anything.</summary>
    /// <exception cref="StateRefusedException">A newer version wrote it.</exception>
    public StoreOrigin Look()
    {
        if (!Directory.Exists(Grains)) return EarlierFiles().Length > 0 ? StoreOrigin.EarlierVersion : StoreOrigin.New;
        if (FormatMark.IsDamaged(Grains) || FormatMark.Read(Grains) is not { } format) return StoreOrigin.Damaged;
        if (format > FormatMark.Current)
            throw new StateRefusedException(
                $"The grain store in {Grains} has format {format}; this program writes {FormatMark.Current}. A newer version "
                + "wrote it: start that one, or choose another data folder. Nothing was changed.");

        // If CURRENT is missing, RocksDB would treat the folder as new and its contents as garbage.
        return !HasRecords() ? StoreOrigin.New
            : File.Exists(Path.Combine(Grains, "CURRENT")) ? StoreOrigin.Kept
            : StoreOrigin.Damaged;
    }

    /// <summary>Checks the folder, sets aside what cannot be used, and leaves a folder that can be opened.</summary>
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

    /// <summary>
    /// Renames the store in use to the damaged one, and leaves an empty folder. Only one damaged store is kept.
    /// </summary>
    public void SetDamagedAside()
    {
        if (Directory.Exists(Damaged)) Directory.Delete(Damaged, recursive: true);
        Directory.Move(Grains, Damaged);
        Create();
    }

    /// <summary>Marks the store in use as damaged, so that the next start rebuilds it.</summary>
    public void NoteDamage(string reason) => FormatMark.NoteDamage(Grains, reason);

    // The mark is written before the folder gets its name, so a folder without a mark is not a half-created store.
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
