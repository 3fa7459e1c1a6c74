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
            for (var trial = 0; trial < 14; trial++)
            {
                using var copy = history.Copy();
                var file = Path.Combine(copy.Store.Grains, name);
                var what = trial switch
                {
                    0 => Remove(file),
                    1 => Cut(file, 0),
                    < 7 => Cut(file, random.NextInt64(history.Sizes[name])),
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
