namespace PatientFlow.State.Tests;

/// <summary>What a start does with what it finds.</summary>
public sealed class OpeningTests
{
    [Fact]
    public async Task A_first_start_is_new_and_the_second_goes_on()
    {
        using var folder = new TestFolder();
        using (var store = folder.Open())
        {
            Assert.Equal(StoreOrigin.New, store.Origin);
            await store.PutAsync("a", "one");
        }

        using var again = folder.Open();
        Assert.Equal(StoreOrigin.Kept, again.Origin);
    }

    [Fact]
    public async Task A_store_that_was_lost_is_new()
    {
        using var folder = new TestFolder();
        using (var store = folder.Open()) await store.PutAsync("a", "one");
        Directory.Delete(folder.Store.Grains, recursive: true);
        using var again = folder.Open();
        Assert.Equal(StoreOrigin.New, again.Origin);
        Assert.Equal("", await again.TextAsync("a"));
    }

    [Fact]
    public async Task The_file_of_an_earlier_version_is_set_aside_and_not_read()
    {
        using var folder = new TestFolder();
        foreach (var name in (string[])["grains.db", "grains.db-wal", "grains.db-shm"])
            await File.WriteAllTextAsync(folder[name], $"what was in {name}");
        using (var store = folder.Open()) Assert.Equal(StoreOrigin.EarlierVersion, store.Origin);
        Assert.Equal("what was in grains.db-wal", await File.ReadAllTextAsync(folder["earlier", "grains.db-wal"]));
        Assert.Empty(Directory.GetFiles(folder.Path));
        using var again = folder.Open();
        Assert.NotEqual(StoreOrigin.EarlierVersion, again.Origin);
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        using var folder = new TestFolder();
        using (var store = folder.Open()) await store.PutAsync("a", "one");
        var mark = folder["grains", "FORMAT"];
        var ours = await File.ReadAllTextAsync(mark);
        await File.WriteAllTextAsync(mark, ours.Replace('1', '7'));
        var before = Content(folder);
        var refused = Assert.Throws<StateRefusedException>(() => folder.Open());
        Assert.Contains("format 7", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, Content(folder));

        await File.WriteAllTextAsync(mark, ours);
        using var again = folder.Open();
        Assert.Equal("one", await again.TextAsync("a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PatientFlow grain store, format")]
    [InlineData("PatientFlow grain store, format 1 and more\n")]
    [InlineData("something else altogether\n")]
    public async Task A_store_without_a_mark_that_can_be_read_is_damaged(string text)
    {
        using var folder = new TestFolder();
        using (var store = folder.Open()) await store.PutAsync("a", "one");
        await File.WriteAllTextAsync(folder["grains", "FORMAT"], text);
        await AssertSetAsideAsync(folder);
    }

    [Theory]
    [InlineData("CURRENT")]
    [InlineData("MANIFEST-*")]
    [InlineData("*.sst")]
    [InlineData("FORMAT")]
    public async Task A_store_of_which_a_file_is_missing_is_damaged_set_aside_and_made_new(string pattern)
    {
        using var folder = new TestFolder();
        // Enough that files are written beside the log.
        using (var store = folder.Open())
            for (var n = 0; n < 90; n++) await store.PutAsync($"k{n}", new string((char)('a' + (n % 26)), 1 << 20), Records.Durable);
        foreach (var file in Directory.GetFiles(folder.Store.Grains, pattern)) File.Delete(file);
        await AssertSetAsideAsync(folder);
    }

    [Fact]
    public async Task One_damaged_store_is_kept_the_last()
    {
        using var folder = new TestFolder();
        foreach (var round in (string[])["first", "second"])
        {
            using (var store = folder.Open()) await store.PutAsync("a", round);
            await File.WriteAllTextAsync(folder["grains", "FORMAT"], round);
        }

        using (var store = folder.Open()) Assert.Equal(StoreOrigin.Damaged, store.Origin);
        Assert.Equal("second", await File.ReadAllTextAsync(folder["damaged", "FORMAT"]));
    }

    [Fact]
    public async Task A_store_that_another_has_open_is_refused_and_not_called_damaged()
    {
        using var folder = new TestFolder();
        using var first = folder.Open();
        await first.PutAsync("a", "one");
        Assert.Throws<StateRefusedException>(() => folder.Open());
        Assert.Equal("one", await first.TextAsync("a"));
        Assert.False(Directory.Exists(folder.Store.Damaged));
    }

    [Fact]
    public void A_first_start_that_was_cut_short_is_begun_again()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder["grains.new"]);
        using var store = folder.Open();
        Assert.Equal(StoreOrigin.New, store.Origin);
        Assert.False(Directory.Exists(folder["grains.new"]));
    }

    private static async Task AssertSetAsideAsync(TestFolder folder)
    {
        using (var store = folder.Open())
        {
            Assert.Equal(StoreOrigin.Damaged, store.Origin);
            Assert.False((await store.ReadAsync("a")).RecordExists);
            Assert.NotEmpty(Directory.GetFiles(folder.Store.Damaged));
            await store.PutAsync("a", "made again");
        }

        using var again = folder.Open();
        Assert.Equal(StoreOrigin.Kept, again.Origin);
        Assert.Equal("made again", await again.TextAsync("a"));
    }

    private static Dictionary<string, string> Content(TestFolder folder) =>
        Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories)
            .ToDictionary(f => f, f => Convert.ToHexString(File.ReadAllBytes(f)));
}
