using PatientFlow.Lake;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Tests;

/// <summary>The store in a folder. What a loss of power does to it is not shown here.</summary>
public sealed class LocalStoreTests
{
    private const int Rounds = 50, Writers = 8;
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A rename that looks first, which is what File.Move does on Linux, fails here.</summary>
    [Fact]
    public async Task PutIfAbsent_ByRacingWriters_LetsOneWin()
    {
        using var folder = new TestFolder();
        var store = new LocalStore(folder.Path);
        for (var round = 0; round < Rounds; round++)
        {
            using var line = new Barrier(Writers);
            var path = $"race/{round}";
            var wins = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Factory.StartNew(
                () =>
                {
                    line.SignalAndWait();
                    return store.PutIfAbsentAsync(path, BitConverter.GetBytes(writer), None);
                },
                None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
            var winner = Assert.Single(Enumerable.Range(0, Writers), writer => wins[writer]);
            Assert.Equal(BitConverter.GetBytes(winner), (await store.ReadAsync(path, None))?.ToArray());
        }

        Assert.Equal(Rounds, Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Count());
    }

    [Fact]
    public async Task Store_InAFolder_DoesWhatAStoreMust()
    {
        using var folder = new TestFolder();
        var store = new LocalStore(folder.Path);
        const string Path = "a/b=c/d e%41 ä#?.bin";
        Assert.Null(await store.ReadAsync(Path, None));
        await Assert.ThrowsAsync<FileNotFoundException>(() => store.ReadRangeAsync(Path, 0, new byte[1], None));
        Assert.True(await store.PutIfAbsentAsync(Path, "0123456789"u8.ToArray(), None));
        Assert.False(await store.PutIfAbsentAsync(Path, "other"u8.ToArray(), None));
        var buffer = new byte[5];
        Assert.Equal(3, await store.ReadRangeAsync(Path, 7, buffer, None));
        Assert.Equal("789"u8.ToArray(), buffer[..3]);
        await using (var second = await store.StartUploadAsync(Path, None))
            await Assert.ThrowsAsync<IOException>(() => second.CompleteAsync(None));
        await store.PutAsync(Path, "replaced"u8.ToArray(), None);
        var entries = new List<StoreEntry>();
        await foreach (var entry in store.ListAsync("", None)) entries.Add(entry);
        Assert.Equal((Path, 8L), (Assert.Single(entries).Path, entries[0].SizeBytes));
        await store.DeleteAsync(Path, None);
        await store.DeleteAsync(Path, None);
        Assert.Null(await store.ReadAsync(Path, None));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("/etc/passwd")]
    public async Task Read_OfAPathThatLeadsOut_IsRefused(string path)
    {
        using var folder = new TestFolder();
        await Assert.ThrowsAsync<LakeFormatException>(() => new LocalStore(folder.Path).ReadAsync(path, None));
    }

    /// <summary>A table in a folder that may not be seen would seem not to be there, and be made anew.</summary>
    [Fact]
    public async Task List_OfAFolderThatMayNotBeSeen_IsRefused()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "The superuser may see every folder.");
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The rights of a folder are those of Linux.");
        using var folder = new TestFolder();
        var hidden = Directory.CreateDirectory(Path.Combine(folder.Path, "hidden"));
        var store = new LocalStore(Path.Combine(hidden.FullName, "table"));
        await store.PutAsync("_delta_log/0", ReadOnlyMemory<byte>.Empty, None);
        if (OperatingSystem.IsLinux()) File.SetUnixFileMode(hidden.FullName, UnixFileMode.None);
        try
        {
            var refused = await Assert.ThrowsAsync<LakeStoreException>(
                async () => await store.ListAsync("_delta_log", None).ToListAsync(None));
            Assert.StartsWith("Cannot list _delta_log:", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            if (OperatingSystem.IsLinux())
                File.SetUnixFileMode(hidden.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
