using System.Globalization;
using System.Text;
using PatientFlow.State.Records;
using PatientFlow.State.Rocks;

namespace PatientFlow.State.Tests;

/// <summary>
/// A store with a history whose every moment is known: what batch wrote a key last follows from the number of the last
/// batch alone. So a folder that somebody damaged either holds a moment of it, or something that never was.
/// </summary>
internal sealed class DamagedHistory : IDisposable
{
    private const int Batches = 60;
    private const int Keys = 200;
    private const int KeysOfABatch = 40;
    private readonly TestFolder template = new();

    /// <summary>Made as a killed process leaves it: files of several levels, and logs that are in none.</summary>
    public DamagedHistory()
    {
        template.Store.Prepare();
        using var file = new RocksFile(template.Store.Grains, TestStore.Options(template.Path));
        for (var batch = 1; batch <= Batches; batch++)
        {
            var records = KeysOf(batch).Select(k => KeyValuePair.Create(Key(k), Record(batch)));
            file.Write(records.Append(KeyValuePair.Create(StateKey.LastNumber, Record(batch))), sync: true);
            if (batch % 10 == 5) file.Flush();
            if (batch == 30) file.Compact();
        }

        Files = [.. Directory.GetFiles(template.Store.Grains).Select(f => Path.GetFileName(f)).Where(f => f != "LOCK" && f != "LOG").Order(StringComparer.Ordinal)];
        using var copy = Copy();
        foreach (var name in Files) Sizes[name] = new FileInfo(Path.Combine(copy.Store.Grains, name)).Length;
    }

    /// <summary>What can be damaged.</summary>
    public IReadOnlyList<string> Files { get; }

    public Dictionary<string, long> Sizes { get; } = [];

    public TestFolder Copy()
    {
        var copy = new TestFolder();
        Directory.CreateDirectory(copy.Store.Grains);
        foreach (var file in Directory.GetFiles(template.Store.Grains)) File.Copy(file, Path.Combine(copy.Store.Grains, Path.GetFileName(file)));
        return copy;
    }

    /// <summary>Opens a copy as a silo would, reads everything, and says what it turned out to be.</summary>
    /// <returns>The batch that it is at, or null where it said that it is damaged, or of a newer version.</returns>
    public static int? Judge(TestFolder copy)
    {
        try
        {
            if (copy.Store.Prepare() == StoreOrigin.Damaged) return null;
            using var file = new RocksFile(copy.Store.Grains, TestStore.Options(copy.Path));
            var last = file.Read(StateKey.LastNumber.Bytes) is { } record ? (int)RecordHeader.Read(record).Number : 0;
            for (var key = 0; key < Keys; key++)
            {
                var written = file.Read(Key(key).Bytes) is { } stored ? (int)RecordHeader.Read(stored).Number : 0;
                Assert.True(written == LastWriter(key, last), $"at batch {last}, key {key} is of {written} and not of {LastWriter(key, last)}");
            }

            var all = file.Scan(Prefix, Prefix, Keys * 2).Count;
            Assert.Equal(Enumerable.Range(0, Keys).Count(k => LastWriter(k, last) > 0), all);
            return last;
        }
        catch (Exception fault) when (fault is RocksException { IsDamage: true } or StateUnreadableException or StateRefusedException)
        {
            return null;
        }
    }

    public void Dispose() => template.Dispose();

    private static byte[] Prefix { get; } = StateKey.Prefix("ward"u8, "patient");

    private static StateKey Key(int n) =>
        StateKey.Of("ward"u8, "patient", Encoding.UTF8.GetBytes(n.ToString("D4", CultureInfo.InvariantCulture)));

    private static byte[] Record(int batch)
    {
        var record = new byte[RecordHeader.Size + 100];
        new RecordHeader(IsCleared: false, batch).Write(record);
        return record;
    }

    private static IEnumerable<int> KeysOf(int batch) => Enumerable.Range(0, KeysOfABatch).Select(n => (batch * 7 + n * 3) % Keys).Distinct();

    private static int LastWriter(int key, int last)
    {
        for (var batch = last; batch > 0; batch--)
            if (KeysOf(batch).Contains(key))
                return batch;
        return 0;
    }
}
