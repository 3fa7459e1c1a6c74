namespace PatientFlow.State.Tests;

/// <summary>Never misread: whatever happened to the files, the store is at a moment that once was, or says that it is damaged.</summary>
public sealed class DamageTests
{
    [Fact]
    public void A_store_whose_files_were_cut_flipped_or_lost_is_a_state_that_once_was_or_says_that_it_is_damaged()
    {
        using var history = new DamagedHistory();
        var random = new Random(14);
        var (damaged, kept) = (0, 0);
        foreach (var name in history.Files)
            for (var trial = 0; trial < 10; trial++)
            {
                using var copy = history.Copy();
                var file = Path.Combine(copy.Store.Grains, name);
                var what = trial switch
                {
                    0 => Remove(file),
                    1 => Cut(file, 0),
                    < 5 => Cut(file, random.NextInt64(history.Sizes[name])),
                    _ => Flip(file, random),
                };
                try
                {
                    if (DamagedHistory.Judge(copy) is null) damaged++;
                    else kept++;
                }
                catch (Exception fault)
                {
                    Assert.Fail($"{name} {what}: {fault.Message}");
                }
            }

        Assert.True(damaged > 20, $"{damaged} damaged, {kept} kept: nothing was found out");
        Assert.True(kept > 5, $"{damaged} damaged, {kept} kept: everything was thrown away");
    }

    [Fact]
    public void A_list_of_files_that_was_cut_short_hides_no_hole()
    {
        // What RocksDB writes to it last is which files and logs there are: without that, an older file and a newer log
        // would make up a state that never was. The logs are chained for that (RocksOptions).
        using var history = new DamagedHistory();
        var name = history.Files.Single(f => f.StartsWith("MANIFEST", StringComparison.Ordinal));
        for (var length = 0L; length < history.Sizes[name]; length += Math.Max(1, history.Sizes[name] / 30))
        {
            using var copy = history.Copy();
            Cut(Path.Combine(copy.Store.Grains, name), length);
            DamagedHistory.Judge(copy);
        }
    }

    private static string Remove(string file)
    {
        File.Delete(file);
        return "removed";
    }

    private static string Cut(string file, long length)
    {
        using var stream = new FileStream(file, FileMode.Open);
        stream.SetLength(length);
        return $"cut to {length}";
    }

    private static string Flip(string file, Random random)
    {
        using var stream = new FileStream(file, FileMode.Open);
        if (stream.Length == 0) return "empty";
        var at = random.NextInt64(stream.Length);
        stream.Position = at;
        var old = stream.ReadByte();
        stream.Position = at;
        stream.WriteByte((byte)(old ^ (1 << random.Next(8))));
        return $"flipped at {at}";
    }
}
