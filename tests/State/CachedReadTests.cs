using PatientFlow.State.Records;
using PatientFlow.State.Rocks;

namespace PatientFlow.State.Tests;

/// <summary>What is read at once, and what a thread has to look for on the disk.</summary>
public sealed class CachedReadTests
{
    [Fact]
    public async Task A_record_that_lies_on_the_disk_alone_is_looked_for_there_and_not_taken_for_none()
    {
        using var folder = new TestFolder();
        using (var store = folder.Open())
            for (var n = 0; n < 200; n++) await store.PutAsync($"k{n:D3}", new string('x', 2_000));
        using (var file = new RocksFile(folder.Store.Grains, TestStore.Options(folder.Path))) file.Flush();

        using (var file = new RocksFile(folder.Store.Grains, TestStore.Options(folder.Path)))
        {
            var key = StateKey.Of("ward"u8, Records.Deferred, "k100"u8).Bytes;
            Assert.False(file.TryReadCached(key, out _));
            var read = file.Read(key);
            Assert.NotNull(read);
            Assert.True(file.TryReadCached(key, out var cached));
            Assert.Equal(read, cached);
            Assert.True(file.TryReadCached(StateKey.Of("ward"u8, Records.Deferred, "nobody"u8).Bytes, out var none));
            Assert.Null(none);
        }

        using var again = folder.Open();
        Assert.Equal(2_000, (await again.TextAsync("k100")).Length);
        Assert.Equal("", await again.TextAsync("nobody"));
    }
}
